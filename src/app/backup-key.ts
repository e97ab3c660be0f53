import { SettingsProblem } from './settings.ts';

/** The passphrase that seals and opens backups: never kept beside them, never on a command line. */
export function readBackupKey(env: Record<string, string | undefined>): string {
  const key = env['BACKUP_KEY'] ?? '';
  if (key.length >= 16) return key;
  throw new SettingsProblem(`${key ? 'BACKUP_KEY is too short' : 'BACKUP_KEY is not set'}. Set it to a passphrase of at `
    + 'least 16 characters and keep it where the backups are not: without it nobody can open them. '
    + 'A good one is made by: openssl rand -base64 24');
}
