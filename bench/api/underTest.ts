import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Message, Statement, Told, Usage } from './server';

/** The process under test, seen from the one that loads it. */
export class UnderTest {
  private constructor(
    private readonly child: ChildProcess,
    readonly desk: string,
    readonly bare: string,
  ) {}

  /** @param folder for attachments, of which there are none */
  static async start(databaseUrl: string, secret: string, folder: string): Promise<UnderTest> {
    const child = fork(join(__dirname, 'server.ts'), [databaseUrl, secret, folder], {
      execArgv: ['--require', 'tsx/cjs'],
    });
    const told = await heard(child);
    if (!('desk' in told)) throw new Error('The server under test did not say where it listens');
    return new UnderTest(child, `http://127.0.0.1:${told.desk}`, `http://127.0.0.1:${told.bare}`);
  }

  /** What the bare handler runs from now on. */
  async runBare(statement: Statement): Promise<void> {
    await this.ask({ bare: statement });
  }

  async usage(): Promise<Usage> {
    const told = await this.ask({ usage: true });
    if (!('rss' in told)) throw new Error('The server under test said something else');
    return told;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill();
    await gone;
  }

  private ask(message: Message): Promise<Told> {
    const answer = heard(this.child);
    this.child.send(message);
    return answer;
  }
}

/** @throws if it ends instead */
async function heard(child: ChildProcess): Promise<Told> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const gone = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`The server under test ended with ${String(code)}`);
    });
    const [told] = (await Promise.race([once(child, 'message', { signal }), gone])) as [Told];
    return told;
  } finally {
    waiting.abort();
  }
}
