/**
 * Words that passwords are made of when they are not thought about, and that guessing programs therefore try first.
 * Short on purpose: what is refused is a password made of nothing but these, runs of keys and repetition, so long
 * lists of their combinations are not needed. Lower case, letters only.
 */
export const COMMON_WORDS: readonly string[] = `
password passwort passwd pass passphrase contrasena secret secure security login logon signin welcome letmein
access admin administrator root user username guest default test testing temp temporary changeme change hello
trustno nothing whatever computer internet windows google apple facebook samsung iphone android microsoft
iloveyou loveyou love lover lovely baby babygirl babyboy honey sweetie sweetheart princess prince queen king angel
sunshine shadow dragon monkey tiger lion eagle falcon wolf bear buster buddy pepper ginger cookie chocolate
football baseball basketball soccer hockey golf tennis superman batman spiderman ironman pokemon naruto starwars
matrix merlin master killer hunter ranger soldier pirate ninja wizard cowboy cowboys yankees lakers eagles steelers
michael jordan jennifer jessica ashley amanda daniel david robert thomas andrew joshua charlie matthew anthony
william george michelle nicole hannah thunder lightning summer winter spring autumn january february march april
june july august september october november december monday tuesday wednesday thursday friday saturday sunday
flower butterfly rainbow diamond silver golden purple orange yellow black white green blue forever freedom liberty
america american canada england london paris berlin texas california florida chicago newyork heaven jesus christ
blessed believe faith hope grace mustang corvette ferrari harley mercedes porsche money dollar lucky winner family
mother father mommy daddy sister brother friend friends freedom summertime batterystaple correcthorse
recovery recover sober sobriety clean drug alcohol addiction treatment therapy therapist counselor counseling
clinic clinical program patient client group session medical nurse doctor hospital health healthcare care outpatient
intensive wellness mental stepwell qwerty azerty zaq wsx qaz abc xyz mypassword thisis myself
`.trim().split(/\s+/);

/** Rows of keys and the orders everybody knows; runs of four or more count for nothing. */
export const RUNS: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop',
  'qazwsxedcrfvtgbyhnujm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', '1q2w3e4r5t6y7u8i9o0p',
];
