/**
 * Letting people in: an administrator invites staff, whoever keeps a chart invites its client and supporters. The
 * rooms' operations decide who may (permission, reach, audit); sign-in makes the link. It is answered once and kept
 * nowhere: an operation's own answer is stored with it for retries, and a link must not be.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import * as z from 'zod';
import { isBefore } from '../shared/dates.ts';
import type { Refusal } from '../shared/decision.ts';
import { id as idSchema, type Id } from '../shared/ids.ts';
import { mayUse, type Role } from '../shared/roles.ts';
import type { Answer } from '../platform/serve/answer.ts';
import { bodyOf, STATUS } from '../platform/serve/http.ts';
import { perform, type Request } from '../platform/serve/perform.ts';
import type { SignInHouse } from '../platform/sign-in/sign-in.ts';
import type { Opened } from './open-house.ts';

const asked = z.object({
  kind: z.enum(['staff', 'client', 'supporter']),
  subjectId: idSchema,
  /** Whose chart a supporter belongs to. */
  clientId: idSchema.optional(),
  what: z.enum(['invite', 'withdraw', 'help', 'remove-second-step', 'end']),
});
type Asked = z.infer<typeof asked>;
type Who = Request['who'] & { accountId: Id };
/** A room's answer about the person, or what else there is to send. */
type Person = { ok: true; name: string; email: string } | { ok: false; answer: Answer };

export function accessRoutes(app: FastifyInstance, opened: Opened, signIn: SignInHouse): void {
  const ask = (who: Who, operation: string, input: unknown): Promise<Answer> => perform(opened.house, { who, operation, input });

  /** The rooms decide: whoever may not, or does not reach this person, gets their answer and nothing happens. */
  const permitted = async (who: Who, a: Asked): Promise<Person> => {
    if (a.kind === 'supporter') {
      if (a.what !== 'invite' || !a.clientId) return refused('not-offered', 'For a supporter there is only an invitation. End them in the list of people.');
      const invited = await ask(who, 'inviteSupporter', { clientId: a.clientId, supporterId: a.subjectId });
      if (invited.kind !== 'value') return { ok: false, answer: invited };
      const network = await ask(who, 'readSupportNetwork', { clientId: a.clientId });
      if (network.kind !== 'value') return { ok: false, answer: network };
      const { people } = network.value as { people: { id: Id; name: string; email: string }[] };
      const person = people.find((p) => p.id === a.subjectId);
      return person ? { ok: true, name: person.name, email: person.email } : refused('not-found', 'There is nobody here with this sign-in.');
    }
    const answer = a.kind === 'staff'
      ? await ask(who, 'arrangeStaffSignIn', { staffId: a.subjectId, what: a.what })
      : await ask(who, 'arrangeClientSignIn', { clientId: a.subjectId, what: a.what });
    return answer.kind === 'value' ? { ok: true, ...(answer.value as { name: string; email: string }) } : { ok: false, answer };
  };

  const arrange = async (who: Who, a: Asked, person: { name: string; email: string }): Promise<Answer> => {
    const subject = { agencyId: who.agencyId, kind: a.kind, subjectId: a.subjectId, byAccountId: who.accountId };
    switch (a.what) {
      case 'invite': {
        const made = await signIn.invite({ ...subject, ...person });
        return made.ok ? value({ ...await shown(made.value.link), mailed: made.value.mailed, expiresAt: made.value.expiresAt }) : no(made);
      }
      case 'help': {
        const made = await signIn.helpWithPassword(subject);
        if (!made.ok) return no(made);
        return value({ mailed: made.value.way === 'mail', ...(made.value.link ? await shown(made.value.link) : { link: null, picture: null }) });
      }
      case 'remove-second-step': {
        const done = await signIn.removeSecondFactor(subject);
        return done.ok ? value({}) : no(done);
      }
      case 'withdraw':
        await signIn.withdrawInvitation(subject);
        return value({});
      case 'end':
        await signIn.withdrawInvitation(subject);
        await signIn.endMembership(subject);
        return value({});
    }
  };

  app.post('/access', async (request, reply) => {
    const who = await staffOf(signIn, request);
    if (!who) return send(reply, { kind: 'signed-out' });
    if (!signIn.isOwnOrigin(request)) return send(reply, { kind: 'not-allowed', refusal: { ok: false, reason: 'another-site', say: 'Open Stepwell at its own address, then try again.' } });
    const parsed = asked.safeParse(request.body);
    if (!parsed.success) return send(reply, { kind: 'invalid', invalid: parsed.error.issues.map((i) => ({ field: i.path.join('.'), say: i.message })) });
    const person = await permitted(who, parsed.data);
    return send(reply, person.ok ? await arrange(who, parsed.data, { name: person.name, email: person.email }) : person.answer);
  });

  /** Who of the staff signs in, and who was asked to. For whoever may change staff. */
  app.get('/access/staff', async (request, reply) => {
    const who = await staffOf(signIn, request);
    const self = who && await ask(who, 'readSelf', {});
    if (!who || self?.kind !== 'value') return send(reply, { kind: 'signed-out' });
    if (!mayUse((self.value as { roles: Role[] }).roles, 'staff.change')) {
      return send(reply, { kind: 'not-allowed', refusal: { ok: false, reason: 'not-allowed', say: 'Only administrators see who signs in.' } });
    }
    const [members, invitations] = await Promise.all([signIn.listMembers(who.agencyId, 'staff'), signIn.listInvitations(who.agencyId)]);
    return send(reply, value({
      members, invited: invitations.filter((i) => i.kind === 'staff' && isBefore(opened.house.clock.now(), i.expiresAt)).map((i) => ({ subjectId: i.subjectId, expiresAt: i.expiresAt })),
    }));
  });

  /** Can this client get in, or were they asked to? For whoever reaches the chart. */
  app.get<{ Params: { clientId: string } }>('/access/client/:clientId', async (request, reply) => {
    const who = await staffOf(signIn, request);
    if (!who) return send(reply, { kind: 'signed-out' });
    const { clientId } = request.params;
    const chart = await ask(who, 'readClient', { clientId });
    if (chart.kind !== 'value') return send(reply, chart);
    const member = await signIn.findMember({ agencyId: who.agencyId, kind: 'client', subjectId: clientId });
    const invitation = (await signIn.listInvitations(who.agencyId)).find((i) => i.kind === 'client' && i.subjectId === clientId);
    const open = invitation && isBefore(opened.house.clock.now(), invitation.expiresAt) ? invitation.expiresAt : null;
    return send(reply, value({ signsIn: member !== null, invitedUntil: open }));
  });
}

const value = (v: unknown): Answer => ({ kind: 'value', value: v });
const no = (refusal: Refusal): Answer => ({ kind: 'refusal', refusal });
const refused = (reason: string, say: string): Person => ({ ok: false, answer: no({ ok: false, reason, say }) });
const send = (reply: FastifyReply, answer: Answer): FastifyReply =>
  reply.code(STATUS[answer.kind]).header('cache-control', 'no-store').send(bodyOf(answer));

/** The link in words and as a picture to hold a phone's camera to. */
async function shown(link: string): Promise<{ link: string; picture: string }> {
  const svg = await QRCode.toString(link, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return { link, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
}

/** The staff member who asks, in the agency they work for in this tab. */
async function staffOf(signIn: SignInHouse, request: FastifyRequest): Promise<Who | null> {
  const found = await signIn.resolveSignIn(request.headers);
  if (!found || found.mustEnrol) return null;
  const agency = request.headers['x-agency'];
  const staff = (await signIn.findMemberships(found.accountId)).filter((m) => m.kind === 'staff');
  const one = typeof agency === 'string' ? staff.find((m) => m.agencyId === agency) : staff[0];
  return one ? { kind: 'staff', subjectId: one.subjectId, agencyId: one.agencyId, accountId: found.accountId } : null;
}
