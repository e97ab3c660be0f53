import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { clientDetails, episode } from './model.ts';

const ofClient = z.object({ clientId: id });

export const readClient = operation({
  name: 'readClient', kind: 'read', permission: 'client.read', reach: 'chart',
  about: 'The head of a chart: who this is, without the legal name.',
  input: ofClient,
  output: clientDetails.omit({ legalName: true, address: true }).extend({
    clientId: id, number: z.string(), version: z.string(), episode: episode.nullable(),
    episodes: z.array(episode), primary: z.object({ staffId: id, initials: z.string() }).nullable(),
  }),
});

export const readLegalName = operation({
  name: 'readLegalName', kind: 'read', permission: 'client.name', reach: 'chart',
  about: 'Legal name, address and birth date, behind a click of their own.',
  input: ofClient, output: clientDetails.pick({ legalName: true, address: true, bornOn: true }),
});

export const saveClient = operation({
  name: 'saveClient', kind: 'act', permission: 'client.write', reach: 'chart',
  about: 'Saves what is known of the person; names the version it read, so that nobody overwrites another.',
  input: ofClient.extend({ version: z.string(), change: clientDetails.partial() }), output: z.object({ version: z.string() }),
});

export const arrangeClientSignIn = operation({
  name: 'arrangeClientSignIn', kind: 'act', permission: 'client.write', reach: 'chart',
  about: 'Lets a client into their own pages: a first link, help with a lost password, or an end to it.',
  input: ofClient.extend({ what: z.enum(['invite', 'withdraw', 'help', 'end']) }),
  output: z.object({ name: z.string(), email: z.string() }),
});

export const searchClients = operation({
  name: 'searchClients', kind: 'read', permission: 'client.search', reach: 'caseload',
  about: 'People by initials, the name they are called by, or number, among those one may reach.',
  input: z.object({ words: z.string().trim().max(60) }),
  output: z.array(z.object({ clientId: id, initials: z.string(), callThem: z.string(), number: z.string(), admittedAt: instant.nullable() })),
});

export const listCaseload = operation({
  name: 'listCaseload', kind: 'read', permission: 'client.search', reach: 'caseload',
  about: 'The clients one treats (an agency-wide role: all), with where they are.',
  input: z.object({ open: z.boolean().default(true) }),
  output: z.array(z.object({ clientId: id, initials: z.string(), pronouns: z.string(), number: z.string(),
    admittedAt: instant.nullable(), endedAt: instant.nullable(), levelOfCare: z.string().nullable(), primary: z.string().nullable() })),
});

export const assignCounselor = operation({
  name: 'assignCounselor', kind: 'act', permission: 'admission.decide', reach: 'chart',
  about: 'Makes a staff member the primary counselor, or lets them treat beside.',
  input: ofClient.extend({ staffId: id, part: z.enum(['primary', 'treats']) }), output: z.object({}),
});

export const readCareTeam = operation({
  name: 'readCareTeam', kind: 'read', permission: 'client.read', reach: 'chart',
  about: 'Who treats this person now: the primary counselor first, then whoever treats beside.',
  input: ofClient,
  output: z.array(z.object({ staffId: id, name: z.string(), initials: z.string(), part: z.enum(['primary', 'treats']), fromOn: localDate })),
});

export const leaveCareTeam = operation({
  name: 'leaveCareTeam', kind: 'act', permission: 'admission.decide', reach: 'chart',
  about: 'Ends that a staff member treats beside; the chart closes to them unless their role opens it.',
  input: ofClient.extend({ staffId: id }), output: z.object({}),
});
