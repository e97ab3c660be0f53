/** Sends what lies in the mail outbox: by SMTP where it is set up, else into a folder that an operator can read. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type pg from 'pg';

export type Letter = { id: string; recipient: string; subject: string; body: string };
export type Postman = (letter: Letter) => Promise<void>;

/** @param smtp an address such as `smtps://user:password@mail.example.org`; @param from the sender, neutral (PR-86) */
export function smtpPostman(smtp: string, from: string): Postman {
  const transport = createTransport(smtp);
  return async (letter) => {
    await transport.sendMail({ from, to: letter.recipient, subject: letter.subject, text: letter.body });
  };
}

export function folderPostman(folder: string): Postman {
  return async (letter) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, `${letter.id}.txt`), `To: ${letter.recipient}\nSubject: ${letter.subject}\n\n${letter.body}\n`, { mode: 0o600 });
  };
}

/** One round. A letter that cannot be sent says so and waits for the next. @returns how many went out */
export async function sendMail(pool: pg.Pool, post: Postman): Promise<number> {
  const { rows } = await pool.query(`select agency_id, id, recipient, subject, body from house.mail where sent_at is null order by at limit 50`);
  let sent = 0;
  for (const row of rows) {
    try {
      await post({ id: row.id, recipient: row.recipient, subject: row.subject, body: row.body });
      await pool.query('update house.mail set sent_at = clock_timestamp(), fault = null where agency_id = $1 and id = $2', [row.agency_id, row.id]);
      sent += 1;
    } catch (error) {
      await pool.query('update house.mail set fault = $3 where agency_id = $1 and id = $2',
        [row.agency_id, row.id, String((error as { code?: string }).code ?? 'not sent')]);
    }
  }
  return sent;
}
