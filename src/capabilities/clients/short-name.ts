/** Before a name in a sentence about it: `please call me Dana`, `goes by Dana`. */
const LEAD = /^(?:please\s+)?(?:(?:call|use|say)(?:\s+(?:me|her|him|them))?|goes by|prefers|known as)\s+/i;
/** Where the name ends and a remark begins: `Dana (she/her)`, `Dana, not Danielle`, `Dana or Dani`. */
const REMARK = /[([,;:/–—|]|\s-\s|\s(?:or|not|never|aka|but|and)\s/i;
const NO_NAME = /^(?:not|never|no|she|her|he|him|they|them|hers|his|theirs)$/i;
const TITLE = /^(?:mr|mrs|ms|mx|miss|dr|rev|sr|sra)\.?$/i;
const LONGEST = 24;

/**
 * What somebody is greeted by: the short name in what was written down of how to call them, which may be a whole remark.
 * Where no name can be told from it, their initials.
 */
export function shortName(callThem: string, initials: string): string {
  const [part = ''] = callThem.trim().replace(LEAD, '').split(REMARK);
  const words = part.replaceAll(/["“”«»]|(?<=^|\s)['‘’]|['‘’](?=\s|$)/g, '').trim().split(/\s+/).filter(Boolean);
  const [first = '', second] = words;
  if (!/\p{L}/u.test(first) || NO_NAME.test(first)) return initials;
  // a title is nothing to be called by alone; a letter with a dot is one of several
  const name = second !== undefined && TITLE.test(first) ? `${first} ${second}` : /^\p{L}\.$/u.test(first) ? words.filter((word) => /^\p{L}\.$/u.test(word)).join(' ') : first;
  return name.length > LONGEST ? initials : name;
}
