import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../src/server/testing/app.ts';
import { PASSWORD } from '../src/server/testing/costly.ts';
import { openSite, type Site } from './browser.ts';

/** A passkey from a device that the browser plays: added in the settings, used to sign in, removed again. */
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a passkey is added, signs in, and is removed', async () => {
  const visitor = await site.visitor();
  const { page, context } = visitor;
  const device = await context.newCDPSession(page);
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
  const email = 'pia@nordhavn.example';
  await visitor.as(await signUp(site.app, 'Pia Falk', email));
  await visitor.go('/settings');
  await visitor.at('Settings');
  await visitor.button('Add passkey').click();
  await page.getByText('Give the passkey a name.').waitFor();
  await visitor.field('Name of the new passkey').fill('Work laptop');
  await visitor.button('Add passkey').click();
  await page.getByText('Passkey “Work laptop” added').waitFor();
  await page.getByText(/^Work laptop/).waitFor();
  await visitor.looksRight();

  await context.clearCookies();
  await visitor.go('/sign-in');
  await visitor.at('Sign in');
  await visitor.button('Sign in with a passkey').click();
  await page.getByRole('navigation').first().waitFor();
  expect(await page.evaluate(() => fetch('/api/v1/me').then((reply) => reply.json()))).toMatchObject({ email });

  await visitor.go('/settings');
  await visitor.button('Remove passkey “Work laptop”').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Passkey “Work laptop” removed').waitFor();

  // The device still offers it; nobody here knows it any more.
  await context.clearCookies();
  await visitor.go('/sign-in');
  await visitor.button('Sign in with a passkey').click();
  await page.getByText('The passkey was not accepted. Try again, or use your password.').waitFor();
  await visitor.field(/E-mail address/).fill(email);
  await visitor.field(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
  await visitor.close();
}, 60_000);
