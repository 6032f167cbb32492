import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DocumentCard } from '../src/domain/documents/contract.ts';
import { verify } from '../src/server/documents/verify.ts';
import { PASSWORD } from '../src/server/testing/costly.ts';
import { leadsSign } from '../src/server/testing/documents.ts';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { must } from '../src/server/testing/principals.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Both parties, each at a screen: a document is begun, shared, proposed, declined, proposed again and ratified. */

let site: Site;
let a: Alliance;
let north: Visitor;
let rail: Visitor;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site);
  north = await site.visitor({ acceptDownloads: true });
  rail = await site.visitor({ viewport: { width: 390, height: 844 } });
  await north.as(a.north);
  await rail.as(a.rail);
});
afterAll(() => site?.close());

const saved = (visitor: Visitor, text: string | RegExp) => visitor.page.getByText(text).first().waitFor();
const dialog = (visitor: Visitor) => visitor.page.getByRole('dialog');
const confirm = (visitor: Visitor, name: string) => dialog(visitor).getByRole('button', { name, exact: true }).click();

/** A passkey of their own, on a device that the browser plays. */
async function withPasskey(visitor: Visitor): Promise<void> {
  const device = await visitor.context.newCDPSession(visitor.page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await visitor.go('/settings');
  await visitor.field('Name of the new passkey').fill('Phone');
  await visitor.button('Add passkey').click();
  await saved(visitor, 'Passkey “Phone” added');
}

test('an agreement comes into force when both have ratified it, and not before', async () => {
  await withPasskey(rail);
  await north.go(`${a.path}/agree`);
  await north.at('Agree');
  await north.link(/^Start\s*: Partnership agreement/).click();
  await north.at('Partnership agreement');
  await north.button('Start writing').click();
  await saved(north, 'Nordhavn Terminals alone sees this draft');
  const { items } = must(await a.north.get<{ items: DocumentCard[] }>(`${a.path}/documents`));
  const id = items[0]?.id as string;
  await leadsSign(a.path, id, a.north);

  // Mine: for the other side it does not exist.
  await rail.go(`${a.path}/agree`);
  await rail.at('Agree');
  expect(await rail.page.getByRole('heading', { name: 'Joint documents' }).count()).toBe(0);
  await north.button('Share with all parties').click();
  await confirm(north, 'Share');
  await saved(north, 'Shared with Railia Freight');
  // On the other screen it appears by itself.
  await rail.page.getByRole('link', { name: 'Partnership agreement', exact: true }).click();
  await saved(rail, 'All parties see this draft');

  await north.button('Propose').click();
  await dialog(north).getByText('Its sponsor signs, and it has none here yet').waitFor();
  await north.looksRight();
  await north.field(/^What is this about/).fill('What we said in spring, in writing');
  await confirm(north, 'Propose');
  await saved(north, 'Proposed: every party is asked');
  await saved(rail, 'Proposed: version 1, waiting for Nordhavn Terminals and Railia Freight.');

  // Nobody signs for Railia yet: its lead decides that they do.
  await rail.button('Change who signs').click();
  await rail.field('Our partnership lead').check();
  await confirm(rail, 'Save');
  await rail.button('Decline').click();
  await confirm(rail, 'Decline');
  await saved(rail, 'Say why; without a reason nobody can write a better one.');
  await rail.field(/^Reason/).fill('Say who decides at night.');
  await confirm(rail, 'Decline');
  await saved(north, /Declined by Sanna Åkesson: Say who decides at night\./);
  await north.button('Change the title').click();
  await north.field('Title', { exact: true }).fill('Agreement by day and by night');
  await confirm(north, 'Save');
  await north.button('Propose').click();
  await confirm(north, 'Propose');
  await north.button('Ratify version 2').click();
  await confirm(north, 'Ratify');
  await saved(north, 'Read the text first, then say so here.');
  await north.field(/^I have read version 2/).check();
  await north.field('Your password').fill('not my password');
  await confirm(north, 'Ratify');
  await saved(north, /That did not prove that it is you/);
  await north.field('Your password').fill(PASSWORD);
  await confirm(north, 'Ratify');
  await saved(north, 'You have ratified version 2');
  await saved(north, /ratified by Nordhavn Terminals on .*, waiting for Railia Freight/);
  await north.looksRight();

  await rail.go('/');
  await rail.link(/Read and decide/).click();
  await rail.at('Agreement by day and by night');
  await rail.button('Ratify version 2').click();
  await saved(rail, 'Yours is the last yes');
  await rail.looksRight();
  await rail.field(/^I have read version 2/).check();
  await rail.button('Use my passkey instead').click();
  await saved(rail, 'Version 2 is in force');
  await saved(north, /In force: version 2, ratified by Nordhavn Terminals on .* and Railia Freight on /);
  await rail.looksRight();

  // An amendment stands beside what is in force until it is ratified, too.
  await north.button('Propose a change').click();
  await saved(north, 'A change to version 2, which stays in force.');
  await north.button('Change the title').click();
  await north.field('Title', { exact: true }).fill('Agreement at all hours');
  await confirm(north, 'Save');
  await north.button('Propose').click();
  await confirm(north, 'Propose');
  await saved(rail, 'Version 2 stays binding until every party has ratified this one.');
  await north.button('Withdraw the proposal').click();
  await confirm(north, 'Withdraw');
  await saved(north, 'Version 3 is withdrawn');
  await north.link('Read version 2').click();
  await north.at('Agreement by day and by night, version 2');

  await north.button('Take along').click();
  const [file] = await Promise.all([north.page.waitForEvent('download'), north.link('Proof file').click()]);
  expect(verify(await readFile(await file.path())).problems).toEqual([]);
  for (const visitor of [north, rail]) await visitor.close();
});
