/** Settings by environment. The table in README.md lists the same. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Settings = {
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  /** The owner's address of an external PostgreSQL 18+, or null for the embedded one. */
  databaseUrl: string | null;
  tls: { cert: string; key: string } | null;
  trustedProxy: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  /** A folder that another machine keeps: newest audit roots are written there hourly. */
  auditRootsDir: string | null;
};

/** What is wrong with the settings, and the way out. Shown on the terminal; nothing starts. */
export class SettingsProblem extends Error {
  override name = 'SettingsProblem';
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** @param env the environment; an empty value counts as not set */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const get = (name: string): string | null => env[name]?.trim() || null;
  const host = get('HOST') ?? '127.0.0.1';
  const port = Number(get('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingsProblem(`PORT is ${get('PORT')}. Set it to a number from 1 to 65535, such as 3000.`);
  }
  const cert = get('TLS_CERT');
  const key = get('TLS_KEY');
  if ((cert === null) !== (key === null)) throw new SettingsProblem('Set both TLS_CERT and TLS_KEY to files, or neither.');
  const trustedProxy = get('TRUSTED_PROXY');
  if (!LOOPBACK.has(host) && cert === null && trustedProxy === null) {
    throw new SettingsProblem(`HOST is ${host}: other machines could read what passes. Set TLS_CERT and TLS_KEY, or name the `
      + 'proxy that ends TLS in TRUSTED_PROXY (its address), or leave HOST out to serve this machine alone.');
  }
  const publicUrl = get('PUBLIC_URL') ?? `${cert ? 'https' : 'http'}://${LOOPBACK.has(host) ? 'localhost' : host}:${port}`;
  if (!URL.canParse(publicUrl)) throw new SettingsProblem(`PUBLIC_URL is ${publicUrl}. Write a whole address, such as https://iop.example.org.`);
  return {
    host, port, publicUrl: publicUrl.replace(/\/$/, ''), trustedProxy,
    dataDir: resolve(get('DATA_DIR') ?? join(import.meta.dirname, '../../data')),
    databaseUrl: get('DATABASE_URL'),
    tls: cert && key ? { cert: readOrSay('TLS_CERT', cert), key: readOrSay('TLS_KEY', key) } : null,
    smtpUrl: get('SMTP_URL'),
    mailFrom: get('MAIL_FROM') ?? 'messages@example.org',
    auditRootsDir: get('AUDIT_ROOTS_DIR'),
  };
}

function readOrSay(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SettingsProblem(`${name} names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
