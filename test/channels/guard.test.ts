import fc from 'fast-check';
import { checkAddress, checkUrl, faultOf, pin, readAllowed } from '../../channels/webhooks/guard';

const NOTHING = { hosts: [], networks: [] };
const byte = fc.integer({ min: 0, max: 255 });

/** The same IPv4 address, as browsers and C libraries have always taken it. */
function spellings(bytes: readonly number[]): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = number.toString(16).padStart(8, '0');
  return [
    bytes.join('.'),
    String(number),
    `0x${hex}`,
    `0${number.toString(8)}`,
    bytes.map((one) => `0x${one.toString(16)}`).join('.'),
    bytes.map((one) => `0${one.toString(8)}`).join('.'),
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${bytes.join('.')}.`,
    `[::ffff:${bytes.join('.')}]`,
    `[::ffff:${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[64:ff9b::${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[2002:${hex.slice(0, 4)}:${hex.slice(4)}::1]`,
  ];
}

const inside = fc.oneof(
  fc.tuple(fc.constant(127), byte, byte, byte),
  fc.tuple(fc.constant(10), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.constant(0), byte, byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
);

test('no address inside is reached, however it is spelt', () => {
  fc.assert(
    fc.property(inside, fc.nat(12), (bytes, which) => {
      const host = spellings(bytes)[which]!;
      expect(() => checkUrl(`https://${host}/hook`, NOTHING)).toThrow();
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ...['[::1]', '[::]', '[fe80::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]', '[::ffff:7f00:1]', '[2001:db8::1]'],
  ...['127.1', '0', '0x7f.1', '①②⑦.0.0.1', '127。0。0。1', '%31%32%37.0.0.1'],
])('%s is refused', (host) => {
  expect(() => checkUrl(`https://${host}/`, NOTHING)).toThrow();
});

test.each([
  'ftp://example.org',
  'file:///etc/passwd',
  'https://user:pass@example.org',
  'http://example.org',
  'nothing',
])('%s is no address of a webhook', (url) => {
  expect(() => checkUrl(url, NOTHING)).toThrow();
});

test('addresses out on the internet are taken', () => {
  for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8'])
    expect(() => checkAddress(address)).not.toThrow();
});

test('a name is judged by what it means', async () => {
  await expect(pin('https://localhost/hook', NOTHING)).rejects.toThrow(/GUICHET_WEBHOOK_ALLOW/);
  const pinned = await pin('http://localhost:81/hook', { hosts: ['localhost'], networks: [] });
  expect(['127.0.0.1', '::1']).toContain(pinned.address);
});

test('what is allowed is reached, and nothing beside it', async () => {
  const allowed = readAllowed('crm.internal, 10.1.2.0/24, 192.168.1.1, fd00::/8')!;
  expect((await pin('http://10.1.2.77/', allowed)).address).toBe('10.1.2.77');
  expect((await pin('https://[fd00::5]/', allowed)).family).toBe(6);
  expect((await pin('https://[::ffff:192.168.1.1]/', allowed)).address).toContain('ffff');
  await expect(pin('https://10.1.3.1/', allowed)).rejects.toThrow();
  await expect(pin('https://192.168.1.2/', allowed)).rejects.toThrow();
});

test.each(['10.0.0.0/33', 'a b', 'http://x', '*'])('%s is no list of what is allowed', (text) => {
  expect(readAllowed(text)).toBeNull();
});

test('a name that leads inside is at fault, unless it is allowed; one that nobody knows may mean something later', async () => {
  expect(await faultOf('https://localhost/hook', NOTHING)).toMatch(/not out on the internet/);
  expect(await faultOf('http://localhost/hook', { hosts: ['localhost'], networks: [] })).toBeNull();
  expect(await faultOf('https://nobody.invalid/hook', NOTHING)).toBeNull();
  expect(await faultOf('https://10.1.2.3/hook', { hosts: [], networks: ['10.1.0.0/16'] })).toBeNull();
});
