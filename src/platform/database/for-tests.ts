import { LOGINS, type LoginSecrets } from './migrate.ts';

/**
 * A test's server is nobody's: its logins may have passwords that everybody knows. They belong to the whole server, so all
 * test databases on it are given the same ones: another's would shut out whoever connects next.
 */
export const TEST_SECRETS = Object.fromEntries(LOGINS.map((login) => [login, `test-${login}`])) as LoginSecrets;
