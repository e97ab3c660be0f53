import { CHANNEL_WORDS, type Channel, type OutreachAttempt } from './model.ts';

/** How somebody may be reached after a missed session: by their own wishes, and saying nothing of treatment (PR-82, PR-86). */
export type ContactWishes = { phone: string; email: string; address: string; voicemail: 'no_message' | 'neutral_words' | 'own_words'; voicemailWords: string };
export type Way = { channel: Channel; may: boolean; words: string };

const VOICEMAIL = { no_message: 'Leave no message.', neutral_words: 'If nobody answers, ask to be called back and name no program.', own_words: '' };

/** Every channel with whether it may be used, and what to mind. What was done is recorded either way: a try is a fact. */
export function waysOf(wishes: ContactWishes): Way[] {
  const { phone, email, address, voicemail, voicemailWords } = wishes;
  const quiet = voicemail === 'no_message';
  const say = voicemail === 'own_words' && voicemailWords !== '' ? `If nobody answers, say only: “${voicemailWords}”` : VOICEMAIL[voicemail] || VOICEMAIL.neutral_words;
  return [
    { channel: 'call', may: phone !== '', words: phone === '' ? 'No number is known.' : say },
    { channel: 'text', may: phone !== '' && !quiet, words: phone === '' ? 'No number is known.' : quiet ? 'They want no messages on this phone.' : 'Ask to be called back; name no program.' },
    { channel: 'email', may: email !== '', words: email === '' ? 'No address is known.' : 'Subject and words name no program.' },
    { channel: 'portal', may: true, words: 'Their phone shows only: you have a message.' },
    { channel: 'letter', may: address !== '', words: address === '' ? 'No address is known.' : 'A plain envelope without the name of the program.' },
    { channel: 'visit', may: true, words: 'Once a supervisor agreed. Say nothing to anybody else who opens.' },
    { channel: 'emergency_contact', may: false, words: 'Only under their consent, or in a medical emergency (42 CFR 2.51).' },
  ];
}

/** Of the ways that may be used, the first that was not tried yet; for the attempt that asks for another one (PR-82). */
export const nextWay = (ways: readonly Way[], tried: readonly Pick<OutreachAttempt, 'channel'>[]): Way | null =>
  ways.find((one) => one.may && one.channel !== 'letter' && one.channel !== 'visit' && !tried.some((other) => other.channel === one.channel)) ?? null;

/** `Try by text: ask to be called back; name no program.` */
export const sayWay = (way: Way): string => `Try by ${CHANNEL_WORDS[way.channel]}: ${way.words.charAt(0).toLowerCase()}${way.words.slice(1)}`;
