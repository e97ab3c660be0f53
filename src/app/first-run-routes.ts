/** The first run in the browser: create a program, or explore the demo. Open only while there is no agency. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod';
import { timeZone } from '../shared/dates.ts';
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

export function firstRunRoutes(app: FastifyInstance, opened: Opened, signIn: SignInHouse, first: FirstRun): void {
  let busy: { percent: number; say: string } | null = null;
  let failed: string | null = null;
  const refuse = (reply: FastifyReply, reason: string, say: string, field?: string): FastifyReply =>
    reply.code(409).send({ refusal: { reason, say, ...(field ? { field } : {}) } });

  app.get('/setup/state', async () => ({ empty: !busy && await first.empty(), demo: first.demo(), busy, failed }));

  /** The terminal's code shows that whoever asks may sit at this server. */
  const guard = async (reply: FastifyReply, code: string): Promise<FastifyReply | null> => {
    if (busy || !first.setupCode || !await first.empty()) return refuse(reply, 'set-up-already', 'This Stepwell has its program already. Sign in.');
    const checked = await first.setupCode.check(code);
    return checked.ok ? null : refuse(reply, checked.reason, checked.say, 'code');
  };

  app.post('/setup/program', async (request, reply) => {
    const parsed = program.safeParse(request.body);
    if (!parsed.success) {
      return reply.code(422).send({ invalid: parsed.error.issues.map((i) => ({ field: i.path.join('.'), say: i.message })) });
    }
    const p = parsed.data;
    const stopped = await guard(reply, p.code);
    if (stopped) return stopped;
    const fine = decidePassword({ password: p.password, hasSecondFactor: false, context: [p.agencyName, p.name, p.email] });
    if (!fine.ok) return refuse(reply, fine.reason, fine.say, 'password');
    const { agencyId, staffId } = await createAgency(opened.house, { name: p.agencyName, timeZone: p.timeZone, administrator: { name: p.name, email: p.email } });
    const made = await signIn.createAccount({ email: p.email, name: p.name, password: p.password,
      memberships: [{ agencyId, kind: 'staff', subjectId: staffId }] });
    if (!made.ok) return refuse(reply, made.reason, made.say, made.field);
    await applyFirstProgram(opened.house, { agencyId, staffId, siteName: p.siteName, template: p.template });
    await first.setupCode?.spend();
    return {};
  });

  app.post<{ Body: { code?: unknown } | null }>('/setup/demo', async (request, reply) => {
    const stopped = await guard(reply, String(request.body?.code ?? ''));
    if (stopped) return stopped;
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
    return reply.code(202).send({});
  });
}
