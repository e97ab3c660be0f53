type Told = { words: string; mark: 'done' | 'info' | 'late' | 'later' };

const WORDS: Record<string, Told> = {
  'signed-in': { words: 'You signed in', mark: 'later' },
  'signed-out': { words: 'You signed out', mark: 'later' },
  'signed-out-everywhere': { words: 'You signed out everywhere', mark: 'later' },
  'sign-in-ended': { words: 'A device was signed out', mark: 'later' },
  'proved-again': { words: 'You gave your password again', mark: 'later' },
  'wrong-password': { words: 'Somebody gave a wrong password', mark: 'info' },
  'wrong-code': { words: 'Somebody gave a wrong code', mark: 'info' },
  'code-used-again': { words: 'A code was tried a second time and refused', mark: 'late' },
  'held-back': { words: 'Too many wrong tries: the next one had to wait', mark: 'late' },
  'password-set': { words: 'You chose your password', mark: 'done' },
  'password-changed': { words: 'You changed your password', mark: 'done' },
  'reset-asked': { words: 'A link for a new password was asked for', mark: 'info' },
  'reset-done': { words: 'A new password was set by a link', mark: 'done' },
  'authenticator-set': { words: 'You set up an app', mark: 'done' },
  'authenticator-removed': { words: 'You removed your app', mark: 'info' },
  'recovery-codes-made': { words: 'You made new recovery codes', mark: 'done' },
  'recovery-code-used': { words: 'A recovery code was used', mark: 'info' },
  'passkey-added': { words: 'You added a passkey', mark: 'done' },
  'passkey-removed': { words: 'You removed a passkey', mark: 'info' },
  'factors-removed': { words: 'Your second step was taken away by your agency', mark: 'late' },
  'account-made': { words: 'Your account was made', mark: 'later' },
  'invitation-used': { words: 'You joined an agency', mark: 'done' },
  'membership-added': { words: 'An agency added you', mark: 'info' },
  'membership-ended': { words: 'Your place in an agency ended', mark: 'info' },
};

/** What happened, in words for the person whose account it is. */
export const eventWords = (kind: string): Told => WORDS[kind] ?? { words: 'Something changed', mark: 'info' };
