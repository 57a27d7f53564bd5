import { Transform, type TransformCallback } from 'node:stream';

/** Holds back the first bytes until they have been looked at; what `look` throws ends the stream. */
export class FirstBytes extends Transform {
  private held: Buffer[] = [];
  private heldBytes = 0;
  private passed = false;

  constructor(
    private readonly enough: number,
    private readonly look: (sample: Buffer) => Promise<void>,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.passed) {
      done(null, chunk);
      return;
    }
    this.held.push(chunk);
    this.heldBytes += chunk.length;
    if (this.heldBytes < this.enough) done();
    else this.letPass(done);
  }

  override _flush(done: TransformCallback): void {
    if (this.passed) done();
    else this.letPass(done);
  }

  private letPass(done: TransformCallback): void {
    const held = Buffer.concat(this.held);
    this.held = [];
    this.passed = true;
    this.look(held.subarray(0, this.enough)).then(
      () => done(null, held),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
