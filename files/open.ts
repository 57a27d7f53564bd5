import { DiskStore } from './diskStore';
import { S3Store, type S3Settings } from './s3Store';
import type { FileStore } from './store';

/** Where to keep files: in a folder, or in a bucket. */
export type StorePlace = { readonly folder: string } | { readonly s3: S3Settings };

/** Nothing is connected or made before the first file. */
export function openFileStore(place: StorePlace): FileStore {
  return 's3' in place ? new S3Store(place.s3) : new DiskStore(place.folder);
}
