/** A passkey device in software (WebAuthn, ES256, no attestation), for tests over HTTP. */
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

type Options = { challenge: string; rp?: { id: string }; rpId?: string };

const head = (major: number, n: number): Buffer =>
  n < 24 ? Buffer.from([(major << 5) | n]) : n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
const bytes = (b: Buffer): Buffer => Buffer.concat([head(2, b.length), b]);
const text = (t: string): Buffer => Buffer.concat([head(3, Buffer.byteLength(t)), Buffer.from(t)]);
const int = (n: number): Buffer => (n >= 0 ? head(0, n) : head(1, -1 - n));
const map = (...pairs: [Buffer, Buffer][]): Buffer => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
const sha = (b: Buffer | string): Buffer => createHash('sha256').update(b).digest();

export class SoftwarePasskey {
  readonly id: Buffer = randomBytes(16);
  /** Did the device ask for finger, face or PIN? */
  unlocked = true;
  private counter = 0;
  private readonly privateKey: KeyObject;
  private readonly cose: Buffer;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    const { x, y } = publicKey.export({ format: 'jwk' });
    this.cose = map([int(1), int(2)], [int(3), int(-7)], [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x!, 'base64url'))], [int(-3), bytes(Buffer.from(y!, 'base64url'))]);
  }

  private data(rpId: string, attested: boolean): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(++this.counter);
    const flags = 0x01 | (this.unlocked ? 0x04 : 0) | (attested ? 0x40 : 0);
    const length = Buffer.from([0, this.id.length]);
    return Buffer.concat([sha(rpId), Buffer.from([flags]), counter, ...(attested ? [Buffer.alloc(16), length, this.id, this.cose] : [])]);
  }

  private client(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  register(options: Options, origin: string): object {
    const client = this.client('webauthn.create', options.challenge, origin);
    const attestation = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(this.data(options.rp!.id, true))]);
    const id = this.id.toString('base64url');
    return {
      id, rawId: id, type: 'public-key', clientExtensionResults: {},
      response: { clientDataJSON: client.toString('base64url'), attestationObject: attestation.toString('base64url'), transports: ['internal'] },
    };
  }

  signIn(options: Options, origin: string): object {
    const client = this.client('webauthn.get', options.challenge, origin);
    const data = this.data(options.rpId!, false);
    const signature = createSign('sha256').update(Buffer.concat([data, sha(client)])).sign(this.privateKey);
    const id = this.id.toString('base64url');
    return {
      id, rawId: id, type: 'public-key', clientExtensionResults: {},
      response: {
        clientDataJSON: client.toString('base64url'), authenticatorData: data.toString('base64url'), signature: signature.toString('base64url'),
      },
    };
  }
}
