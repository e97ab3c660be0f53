import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { askedQuestion, contactAttempt, crisisStepTaken, dangerKind, inquiry, inquiryDetails, inquiryOutcome } from './model.ts';

const ofInquiry = z.object({ clientId: id, inquiryId: id });

export const openInquiry = operation({
  name: 'openInquiry', kind: 'act', permission: 'inquiry.write', reach: 'none',
  about: 'Starts a call (or another first contact). Nothing is required yet (PR-40).',
  input: ofInquiry.extend({ channel: inquiry.shape.channel }), output: z.object({ version: instant }),
});

export const saveInquiry = operation({
  name: 'saveInquiry', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Keeps what was typed during the call; names the version it read.',
  input: ofInquiry.extend({ details: inquiryDetails, version: instant }), output: z.object({ version: instant }),
});

export const answerSafetyQuestion = operation({
  name: 'answerSafetyQuestion', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records the answer to “is anybody in danger right now?” (PR-40).',
  input: ofInquiry.extend({ answer: z.enum(['yes', 'no']), kinds: z.array(dangerKind).default([]) }), output: z.object({}),
});

export const recordCrisisStep = operation({
  name: 'recordCrisisStep', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records a crisis step that was taken, and what came of it.',
  input: ofInquiry.extend({ step: crisisStepTaken.shape.step, outcome: z.string().trim().max(500).default('') }), output: z.object({}),
});

export const recordQuestion = operation({
  name: 'recordQuestion', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records what the caller asked and what was answered, in the words of the day.',
  input: ofInquiry.extend({ question: askedQuestion.shape.question, answerId: id.nullable(), answer: askedQuestion.shape.answer }),
  output: z.object({}),
});

export const recordContactAttempt = operation({
  name: 'recordContactAttempt', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records a try to reach the caller (PR-43).',
  input: ofInquiry.extend(contactAttempt.pick({ how: true, outcome: true, forOpening: true }).shape), output: z.object({}),
});

export const requestAdmission = operation({
  name: 'requestAdmission', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records that the person wants to come: the start of the priority clocks (PR-41).',
  input: ofInquiry, output: z.object({}),
});

export const closeInquiry = operation({
  name: 'closeInquiry', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Says where an inquiry led.',
  input: ofInquiry.extend({ outcome: inquiryOutcome.shape.outcome }), output: z.object({}),
});

export const readInquiry = operation({
  name: 'readInquiry', kind: 'read', permission: 'inquiry.read', reach: 'chart',
  about: 'One inquiry with everything asked, answered and promised.',
  input: ofInquiry, output: inquiry.extend({ clientId: id, version: instant }),
});

export const listInquiries = operation({
  name: 'listInquiries', kind: 'read', permission: 'inquiry.read', reach: 'caseload',
  about: 'Inquiries that are open, oldest request first.',
  input: z.object({ open: z.boolean().default(true) }),
  output: z.array(inquiry.extend({ clientId: id, initials: z.string() })),
});

export const findAssessmentTimes = operation({
  name: 'findAssessmentTimes', kind: 'read', permission: 'inquiry.read', reach: 'none',
  about: 'The next times at which somebody whose credential allows an assessment is free (PR-42, PR-44).',
  input: z.object({ days: z.number().int().min(1).max(42).default(14) }),
  output: z.array(z.object({ staffId: id, initials: z.string(), roomId: id.nullable(), date: localDate, from: wallTime, startAt: instant })),
});

export const bookAssessment = operation({
  name: 'bookAssessment', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Books the assessment with a qualified person, from the same call (PR-42, PR-44).',
  input: ofInquiry.extend({ staffId: id, roomId: id.nullable(), on: localDate, startsAt: wallTime }),
  output: z.object({ sessionId: id, startsAt: instant }),
});

export const sendWeek = operation({
  name: 'sendWeek', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Sends the caller what a week would take, in neutral words, where they said it may go (PR-86).',
  input: ofInquiry.extend({ to: z.email('Write an email address, like l.m@example.org.'), words: z.string().trim().min(1).max(1500) }),
  output: z.object({}),
});
