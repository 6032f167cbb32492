import type pg from 'pg';
import { StartupError } from './startup-error.ts';

/**
 * Rights are granted to three roles that cannot sign in. The roles that can are one each for a database, inherit from
 * them, own nothing and cannot bypass row-level security:
 *   entente_app   requests and background work      entente_auth  sign-in only      entente_jobs  the queue's own tables
 */
export const GROUPS = ['entente_app', 'entente_auth', 'entente_jobs'] as const;
export type Group = (typeof GROUPS)[number];
/** Rights of an independent ballot host (docs/guide/operate-ballots.md). Whoever sets one up makes its login. */
const BALLOTS = 'entente_ballots';
const ROLES = [...GROUPS, BALLOTS];

export async function ensureGroups(client: pg.Client): Promise<void> {
  for (const group of ROLES) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [group]);
    if (rowCount) continue;
    try {
      await client.query(`create role ${group} nologin nosuperuser nobypassrls`);
    } catch (error) {
      // Two processes may start at once: "exists already" is success.
      const code = (error as { code?: string }).code;
      if (code === '42710' || code === '23505') continue;
      if (code === '42501')
        throw new StartupError(
          `The role of DATABASE_URL may not create roles; let an administrator of the server run “create role ${ROLES.join('; create role ')}” and give APP_DATABASE_URL a role that is a member of the first three.`,
        );
      throw error;
    }
  }
}

/** Makes (or gives a new password to) the role that signs in for a group on this database. Returns its name. */
export async function ensureLogin(
  client: pg.Client,
  group: Group | typeof BALLOTS,
  suffix: string,
  password: string,
): Promise<string> {
  const name = `${group}_${suffix.replace(/[^a-z0-9_]/gi, '_')}`.slice(0, 63).toLowerCase();
  const literal = client.escapeLiteral(password);
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount) await client.query(`alter role ${client.escapeIdentifier(name)} login password ${literal}`);
  else
    await client.query(
      `create role ${client.escapeIdentifier(name)} login inherit nosuperuser nobypassrls password ${literal} in role ${group}`,
    );
  return name;
}
