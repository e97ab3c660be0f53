/**
 * A file that only the backup key opens. The content is cut into chunks, each sealed with AES-256-GCM; a chunk's
 * number and whether it is the last one are part of its nonce, so that reordering, repeating, removing or cutting
 * off chunks shows. The key is made from the passphrase by scrypt with a salt of its own in each file.
 *
 *     STEPWELL BACKUP 1\n {header as JSON}\n  then per chunk: length (4 bytes, top bit set on the last), sealed, tag
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scrypt, timingSafeEqual }
  from 'node:crypto';
import { createReadStream } from 'node:fs';

const MAGIC = 'STEPWELL BACKUP 1\n';
const CHUNK_BYTES = 1_048_576;
const TAG_BYTES = 16;
const LAST = 0x8000_0000;

/** What is told about a backup without its key: never anything about a person. */
export type About = { kind: 'physical' | 'logical'; madeAt: string; stepwell: string };
type Header = About & { salt: string; cost: number; proof: string };

export type VaultTrouble = 'not-a-backup' | 'wrong-key' | 'damaged' | 'cut-off';

export class VaultError extends Error {
  override name = 'VaultError';
  reason: VaultTrouble;
  constructor(reason: VaultTrouble, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Seals a stream of bytes; the answer is the file's content from its first byte. */
export async function* seal(content: AsyncIterable<Buffer>, passphrase: string, about: About, cost = 131_072):
AsyncGenerator<Buffer> {
  const salt = randomBytes(16);
  const keys = await keysOf(passphrase, salt, cost);
  const header: Header = { ...about, salt: salt.toString('base64'), cost, proof: proofOf(keys.proof) };
  const head = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  yield head;
  const bound = createHash('sha256').update(head).digest();
  let number = 0;
  let waiting: Buffer | null = null;
  for await (const chunk of inChunks(content)) {
    if (waiting) yield sealChunk(waiting, keys.content, bound, number++, false);
    waiting = chunk;
  }
  yield sealChunk(waiting ?? Buffer.alloc(0), keys.content, bound, number, true);
}

/** Opens such a file: tells what it says about itself, and its content once the key was found right. */
export async function unseal(file: string, passphrase: string):
Promise<{ about: About; content: AsyncGenerator<Buffer> }> {
  const reader = new ByteReader(createReadStream(file, { highWaterMark: CHUNK_BYTES }));
  const head = await readHead(reader, file);
  const keys = await keysOf(passphrase, Buffer.from(head.header.salt, 'base64'), head.header.cost);
  const proof = Buffer.from(head.header.proof, 'base64');
  const expected = Buffer.from(proofOf(keys.proof), 'base64');
  if (proof.length !== expected.length || !timingSafeEqual(proof, expected)) {
    reader.close();
    throw new VaultError('wrong-key', `The backup key is not the one that ${file} was made with. `
      + 'Set BACKUP_KEY to that one.');
  }
  const { kind, madeAt, stepwell } = head.header;
  return { about: { kind, madeAt, stepwell }, content: openChunks(reader, keys.content, head.bound, file) };
}

async function readHead(reader: ByteReader, file: string): Promise<{ header: Header; bound: Buffer }> {
  const no = (): VaultError => {
    reader.close();
    return new VaultError('not-a-backup', `${file} is not a backup of Stepwell.`);
  };
  if ((await reader.take(MAGIC.length))?.toString() !== MAGIC) throw no();
  const line = await reader.line(4096);
  if (line === null) throw no();
  try {
    const header = JSON.parse(line) as Header;
    if (header.cost > 2 ** 20) throw no();
    return { header, bound: createHash('sha256').update(`${MAGIC}${line}\n`).digest() };
  } catch {
    throw no();
  }
}

async function* openChunks(reader: ByteReader, key: Buffer, bound: Buffer, file: string): AsyncGenerator<Buffer> {
  try {
    for (let number = 0; ; number++) {
      const length = await reader.take(4);
      if (!length) throw cutOff(file);
      const last = (length.readUInt32BE() & LAST) !== 0;
      const bytes = length.readUInt32BE() & ~LAST;
      if (bytes > CHUNK_BYTES) throw damaged(file);
      const body = await reader.take(bytes + TAG_BYTES);
      if (!body) throw cutOff(file);
      yield openChunk(body, key, bound, number, last, file);
      if (!last) continue;
      if (await reader.take(1)) throw damaged(file);
      return;
    }
  } finally {
    reader.close();
  }
}

const cutOff = (file: string): VaultError =>
  new VaultError('cut-off', `${file} ends too early: it was not written or copied to its end. Copy it again.`);

const damaged = (file: string): VaultError =>
  new VaultError('damaged', `${file} was changed or damaged after it was written. Use another copy of it.`);

const nonceOf = (number: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce[0] = last ? 1 : 0;
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
};

function sealChunk(content: Buffer, key: Buffer, bound: Buffer, number: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last)).setAAD(bound);
  const length = Buffer.alloc(4);
  length.writeUInt32BE((content.length | (last ? LAST : 0)) >>> 0);
  return Buffer.concat([length, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(body: Buffer, key: Buffer, bound: Buffer, number: number, last: boolean, file: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: TAG_BYTES })
    .setAAD(bound).setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw damaged(file);
  }
}

async function keysOf(passphrase: string, salt: Buffer, cost: number): Promise<{ content: Buffer; proof: Buffer }> {
  const bytes = await new Promise<Buffer>((done, fail) => {
    scrypt(passphrase.normalize('NFKC'), salt, 64, { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 },
      (error, key) => (error ? fail(error) : done(key)));
  });
  return { content: bytes.subarray(0, 32), proof: bytes.subarray(32) };
}

/** Tells a wrong passphrase from a damaged file, without telling anything about the key that seals. */
const proofOf = (key: Buffer): string => createHmac('sha256', key).update('stepwell backup').digest('base64');

async function* inChunks(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const piece of content) {
    held.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES) continue;
    const all = Buffer.concat(held);
    const whole = all.length - (all.length % CHUNK_BYTES);
    for (let at = 0; at < whole; at += CHUNK_BYTES) yield all.subarray(at, at + CHUNK_BYTES);
    held = [all.subarray(whole)];
    size = all.length - whole;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** Reads exact numbers of bytes from a stream of pieces of any size. */
export class ByteReader {
  #pieces: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #close: () => void;

  constructor(source: AsyncIterable<Buffer> & { destroy?: () => void }) {
    this.#pieces = source[Symbol.asyncIterator]();
    this.#close = () => source.destroy?.();
  }

  /** The next `count` bytes; null if the stream ends before. */
  async take(count: number): Promise<Buffer | null> {
    const parts = [this.#held];
    let size = this.#held.length;
    while (size < count) {
      const next = await this.#pieces.next();
      if (next.done) {
        this.#held = Buffer.concat(parts);
        return null;
      }
      parts.push(next.value);
      size += next.value.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts);
    this.#held = all.subarray(count);
    return all.subarray(0, count);
  }

  /** Up to the next line feed, without it; null if there is none within `most` bytes. */
  async line(most: number): Promise<string | null> {
    const bytes: Buffer[] = [];
    for (let n = 0; n < most; n++) {
      const byte = await this.take(1);
      if (!byte) return null;
      if (byte[0] === 10) return Buffer.concat(bytes).toString('utf8');
      bytes.push(byte);
    }
    return null;
  }

  close(): void {
    this.#close();
  }
}
