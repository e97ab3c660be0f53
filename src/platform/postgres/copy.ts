/** PostgreSQL's COPY as streams of bytes, on the driver's own query queue. */
import type pg from 'pg';

/** The part of the driver's connection that COPY needs; its type names only the public rest. */
type Wire = {
  query: (text: string) => void;
  stream: { pause: () => void; resume: () => void; once: (event: 'drain', listener: () => void) => void;
    writableNeedDrain: boolean };
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
  sendCopyFail: (reason: string) => void;
};

type Done = { resolve: (rows: number) => void; reject: (error: Error) => void };

/** What the driver calls on a query in its queue. */
abstract class Copying {
  text: string;
  constructor(text: string) {
    this.text = text;
  }
  submit(wire: Wire): null {
    wire.query(this.text);
    return null;
  }
  abstract handleError(error: Error): void;
  abstract handleReadyForQuery(): void;
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCommandComplete(): void {}
}

const HELD_BYTES = 4_194_304;

class CopyOut extends Copying {
  #pieces: Buffer[] = [];
  #held = 0;
  #ended = false;
  #error: Error | null = null;
  #wake: () => void = () => {};
  #wire: Wire | null = null;

  override submit(wire: Wire): null {
    this.#wire = wire;
    return super.submit(wire);
  }
  handleCopyData(message: { chunk: Buffer }): void {
    // The driver reuses its buffer.
    this.#pieces.push(Buffer.from(message.chunk));
    this.#held += message.chunk.length;
    if (this.#held > HELD_BYTES) this.#wire?.stream.pause();
    this.#wake();
  }
  handleError(error: Error): void {
    this.#error = error;
    this.#wake();
  }
  handleReadyForQuery(): void {
    this.#ended = true;
    this.#wake();
  }
  async *read(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#pieces.length > 0) {
        const all = Buffer.concat(this.#pieces);
        this.#pieces = [];
        this.#held = 0;
        this.#wire?.stream.resume();
        yield all;
      } else if (this.#error) {
        throw this.#error;
      } else if (this.#ended) {
        return;
      } else {
        await new Promise<void>((wake) => { this.#wake = wake; });
      }
    }
  }
}

class CopyIn extends Copying {
  #content: AsyncIterable<Buffer>;
  #sourceError: Error | null = null;
  #done: Done;
  #rows = 0;
  #error: Error | null = null;

  constructor(text: string, content: AsyncIterable<Buffer>, done: Done) {
    super(text);
    this.#content = content;
    this.#done = done;
  }
  handleCopyInResponse(wire: Wire): void {
    void this.#send(wire);
  }
  async #send(wire: Wire): Promise<void> {
    try {
      for await (const piece of this.#content) {
        wire.sendCopyFromChunk(piece);
        if (wire.stream.writableNeedDrain) await new Promise<void>((go) => wire.stream.once('drain', go));
        if (this.#error) return;
      }
      wire.endCopyFrom();
    } catch (error) {
      this.#sourceError = error as Error;
      wire.sendCopyFail('the source of the copy ended too early');
    }
  }
  override handleCommandComplete(message?: { text: string }): void {
    this.#rows = Number(message?.text.split(' ').at(-1) ?? 0);
  }
  handleError(error: Error): void {
    this.#error = this.#sourceError ?? error;
    this.#done.reject(this.#error);
  }
  handleReadyForQuery(): void {
    if (!this.#error) this.#done.resolve(this.#rows);
  }
}

/** The bytes of `copy … to stdout`. Read them to the end before the next query. */
export function copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer> {
  const copying = new CopyOut(text);
  client.query(copying as unknown as pg.Submittable);
  return copying.read();
}

/** Feeds `copy … from stdin`. @returns how many rows were written */
export function copyIn(client: pg.Client, text: string, content: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(text, content, { resolve, reject }) as unknown as pg.Submittable);
  });
}
