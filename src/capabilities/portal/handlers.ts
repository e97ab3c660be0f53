import { listMessages, listMyMessages, readMyMessagesTo, sendMyMessage, writeToClient } from './message-handlers.ts';
import { readMyDay, sayAboutSession } from './my-handlers.ts';
import { previewSupported, previewSupporterPage, readSupported, sendSupporterWord } from './supported-handlers.ts';

/** Every operation of the client's and the supporters' own side; their parts lie in files by idea. */
export const portalHandlers = [
  readMyDay, sayAboutSession, listMyMessages, sendMyMessage, readMyMessagesTo, listMessages, writeToClient,
  readSupported, sendSupporterWord, previewSupported, previewSupporterPage,
];
