/**
 * A real OpenID provider, in a process of its own: `node oidcProvider.mjs '{"redirectUris": […], "accounts": {…}}'`.
 * Prints its issuer when it listens. Its log-in page asks for the name of an account, and for no password.
 */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { redirectUris, accounts } = JSON.parse(process.argv[2]);

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'desk',
      client_secret: 'a secret between the two of them',
      redirect_uris: redirectUris,
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale'] },
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  findAccount: (_context, accountId) =>
    accountId in accounts && { accountId, claims: () => ({ sub: accountId, ...accounts[accountId] }) },
});
server.on('request', provider.callback());
console.log(issuer);
// Whoever started it has ended, perhaps without a word.
process.stdin.on('close', () => process.exit()).resume();
