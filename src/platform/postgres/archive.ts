/**
 * Many files in one stream: per file a JSON line with its name, then its bytes in frames (length, bytes) ended by
 * an empty frame, because a database file may grow or shrink while it is read. A last line says how many there were.
 */
import type { ByteReader } from './vault.ts';

export type Entry = {
  /** Path with `/` between folders; of a physical backup, inside the data folder. */
  name: string;
  mode?: number;
  folder?: true;
  /** What a logical backup says about a table. */
  table?: { schema: string; name: string; columns: string[] };
  /** Of a logical backup: values that are not rows of a table. */
  note?: unknown;
};
export type EntryWithContent = { entry: Entry; content: AsyncIterable<Buffer> };

export async function* packEntries(entries: AsyncIterable<EntryWithContent>): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const { entry, content } of entries) {
    count += 1;
    yield Buffer.from(`${JSON.stringify(entry)}\n`);
    for await (const piece of content) {
      if (piece.length > 0) yield framed(piece);
    }
    yield framed(Buffer.alloc(0));
  }
  yield Buffer.from(`${JSON.stringify({ end: count })}\n`);
}

function framed(piece: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(piece.length);
  return Buffer.concat([length, piece]);
}

/** Hands out the entries one by one; each one's content must be read to its end before the next. */
export async function* unpackEntries(reader: ByteReader): AsyncGenerator<EntryWithContent> {
  for (let count = 0; ; count++) {
    const line = await reader.line(1_048_576);
    if (line === null) throw new Error('The backup has no end.');
    const entry = JSON.parse(line) as Entry & { end?: number };
    if (entry.end !== undefined) {
      if (entry.end !== count) throw new Error(`The backup holds ${count} files; ${entry.end} were put in.`);
      return;
    }
    yield { entry, content: frames(reader) };
  }
}

async function* frames(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const length = (await reader.take(4))?.readUInt32BE();
    if (length === undefined) throw new Error('The backup ends in the middle of a file.');
    if (length === 0) return;
    const piece = await reader.take(length);
    if (!piece) throw new Error('The backup ends in the middle of a file.');
    yield piece;
  }
}

/** For an entry without content, or whose content is at hand. */
export async function* bytes(...pieces: Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

/** Reads a small entry whole. */
export async function whole(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
