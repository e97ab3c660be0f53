/** The first run in the browser: create a program, or explore the demo. Open only while there is no agency. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import { timeZone } from '../shared/dates.ts';
import type { Refusal } from '../shared/decision.ts';
import type { SetupCode } from '../platform/sign-in/first-run.ts';
import type { SignInHouse } from '../platform/sign-in/sign-in.ts';
import { decidePassword } from '../platform/sign-in/password.ts';
import { createAgency } from './create-agency.ts';
import type { Opened } from './open-house.ts';
import { applyFirstProgram } from './first-program.ts';

const program = z.object({
  code: z.string().max(40),
  agencyName: z.string().trim().min(1, 'Name the agency.').max(200),
  siteName: z.string().trim().min(1, 'Name the site.').max(120),
  timeZone,
  template: z.enum(['iop', 'sixteen-weeks', 'none']),
  name: z.string().trim().min(1, 'Write your name.').max(120),
  email: z.email('Write an email address, like t.b@example.org.'),
  password: z.string().max(256),
});

export type FirstRun = {
  empty(): Promise<boolean>;
  demo(): boolean;
  setupCode: SetupCode | null;
  /** Loads the demo, telling how far it is; resolves when it can be used. */
  loadDemo(tell: (percent: number, say: string) => void): Promise<void>;
};

const DONE: Refusal = { ok: false, reason: 'set-up-already', say: 'This Stepwell has its program already. Sign in.' };

export function firstRunRoutes(app: FastifyInstance, opened: Opened, signIn: SignInHouse, first: FirstRun): void {
  let busy: { percent: number; say: string } | null = null;
  let failed: string | null = null;
  let inHand = false;
  const refuse = (reply: FastifyReply, { reason, say, field }: Omit<Refusal, 'ok'>): FastifyReply =>
    reply.code(409).send({ refusal: { reason, say, ...(field ? { field } : {}) } });

  app.get('/setup/state', async () => ({ empty: !busy && await first.empty(), demo: first.demo(), busy, failed }));

  /**
   * The terminal's code shows that whoever asks may sit at this server; one such act at a time. Answers a refusal,
   * never the reply: a reply can be awaited, and whoever awaits it gets nothing and would go on.
   */
  const once = async (code: string, work: () => Promise<Refusal | null>): Promise<Refusal | null> => {
    if (busy || inHand) return DONE;
    inHand = true;
    try {
      if (!first.setupCode || !await first.empty()) return DONE;
      const checked = await first.setupCode.check(code);
      return checked.ok ? await work() : { ...checked, field: 'code' };
    } finally {
      inHand = false;
    }
  };

  app.post('/setup/program', async (request, reply) => {
    const parsed = program.safeParse(request.body);
    if (!parsed.success) {
      return reply.code(422).send({ invalid: parsed.error.issues.map((i) => ({ field: i.path.join('.'), say: i.message })) });
    }
    const p = parsed.data;
    const stopped = await once(p.code, async () => {
      const fine = decidePassword({ password: p.password, hasSecondFactor: false, context: [p.agencyName, p.name, p.email] });
      if (!fine.ok) return fine;
      const { agencyId, staffId } = await createAgency(opened.house, { name: p.agencyName, timeZone: p.timeZone, administrator: { name: p.name, email: p.email } });
      const made = await signIn.createAccount({ email: p.email, name: p.name, password: p.password,
        memberships: [{ agencyId, kind: 'staff', subjectId: staffId }] });
      if (!made.ok) return made;
      await applyFirstProgram(opened.house, { agencyId, staffId, siteName: p.siteName, template: p.template });
      await first.setupCode?.spend();
      return null;
    });
    return stopped ? refuse(reply, stopped) : {};
  });

  app.post<{ Body: { code?: unknown } | null }>('/setup/demo', async (request, reply) => {
    const stopped = await once(typeof request.body?.code === 'string' ? request.body.code : '', async () => {
      busy = { percent: 0, say: 'Opening the doors' };
      failed = null;
      void first.loadDemo((percent, say) => {
        busy = { percent, say };
      }).then(() => first.setupCode?.spend(), (error) => {
        opened.house.log.error({ code: (error as { code?: string }).code, where: String((error as Error).stack).split('\n')[1] }, 'the demo could not be loaded');
        failed = 'The demo could not be loaded. Empty the data folder and start again.';
      }).finally(() => {
        busy = null;
      });
      return null;
    });
    if (stopped) return refuse(reply, stopped);
    return reply.code(202).send({});
  });
}
