import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { requireId, type ByteRange, type FileStore } from './store';

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Address of a server other than Amazon's. */
  readonly endpoint?: string;
  /** Absent: the SDK's own chain (environment, profile, role of the machine). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Before every key, such as `guichet/`. */
  readonly prefix: string;
}

/** The smallest part that S3 takes; of each upload so much is in memory, and as much on its way. */
const PART_BYTES = 5 * 1024 * 1024;

/** Files in a bucket of S3, or of a server that speaks its language. */
export class S3Store implements FileStore {
  private readonly client: S3Client;

  constructor(private readonly settings: S3Settings) {
    const { region, endpoint, credentials } = settings;
    this.client = new S3Client({
      region,
      ...(credentials && { credentials }),
      // Servers of one's own seldom have a host name for each bucket, and not all know the newer checksums.
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(id: string, content: Readable): Promise<void> {
    const upload = new Upload({
      client: this.client,
      params: { ...this.object(id), Body: content },
      partSize: PART_BYTES,
      queueSize: 1,
    });
    // The stream's own error reaches `done` too; a listener keeps Node from throwing it at the process.
    content.on('error', () => undefined);
    await upload.done();
  }

  async read(id: string, range?: ByteRange): Promise<Readable | null> {
    const bytes = range && { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ ...this.object(id), ...bytes }));
      return Body instanceof Readable ? Body : null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.object(id)));
  }

  private object(id: string) {
    return { Bucket: this.settings.bucket, Key: this.settings.prefix + requireId(id) };
  }
}
