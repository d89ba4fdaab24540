// An account from its first day: registered, confirmed, protected, used, left. All of it works without JavaScript.
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent } from '../lib/browser.mjs';
import { mailedLink, totp } from '../lib/accounts.mjs';

const PASSWORD = 'ganze neun Wolken ueber Hangzhou';
const heading = async (page) => (await page.locator('h1').innerText()).trim();
const press = (page) => page.locator('main form:not(.act) button[type=submit]').first().click();

/** Presses 退出, which sits in the menu of the account. */
async function signOut(page) {
  await page.locator('.account-menu > summary').click();
  await page.locator('.account-out').click();
  await page.locator('main .notice[role=status]').waitFor();
}

async function signIn(page, browser, email, password) {
  await page.goto(new URL('/sign-in?back=/my/account', browser.base).href);
  await page.fill('#email', email);
  await page.fill('#password', password);
  await press(page);
}

export default {
  async 'from registering to signing out, without JavaScript'(browser) {
    const email = `reader-${Date.now()}@example.org`;
    const page = await browser.open('/sign-up', { view: 'nojs' });
    assert.match(await page.locator('main').innerText(), /不需要注册/);
    await page.locator('main a[href*="as=person"]').click();

    // A form sent too early comes back with what was typed, every fault a link.
    await page.fill('#email', email);
    await press(page);
    assert.match(await page.title(), /^错误：/);
    assert.equal(await page.inputValue('#email'), email);
    await page.locator('.error-summary a').first().click();
    assert.match(new URL(page.url()).hash, /^#\w+/);

    await page.fill('#name', '张三');
    await page.fill('#email', email);
    await page.fill('#password', PASSWORD);
    await page.check('#terms');
    await press(page);
    assert.equal(new URL(page.url()).pathname, '/sign-up/sent');
    assert.match(await page.locator('main .notice[role=status]').innerText(), new RegExp(email));

    const link = await mailedLink(browser.portal.mailFolder, email, '/sign-up/confirm');
    await page.goto(new URL(link, browser.base).href);
    await press(page);
    assert.equal(new URL(page.url()).pathname, '/sign-in');

    await signIn(page, browser, email, 'not the password');
    assert.match(await page.locator('.error-summary').innerText(), /账号或密码不对/);
    assert.equal(await page.inputValue('#email'), email);
    assert.equal(await page.inputValue('#password'), '');
    await page.fill('#password', PASSWORD);
    await press(page);
    // Back to where the reader wanted to go.
    assert.equal(new URL(page.url()).pathname, '/my/account');
    assert.equal(await heading(page), '账号与安全');

    await page.goto(new URL('/my/account/second-factor', browser.base).href);
    const secret = await page.locator('code.secret').innerText();
    assert.ok(await page.locator('svg.qr').isVisible());
    await page.fill('#code', totp(secret));
    await press(page);
    assert.equal(new URL(page.url()).pathname, '/my/account/recovery-codes');
    const codes = await page.locator('.recovery-codes code').allInnerTexts();
    assert.ok(codes.length >= 8, 'recovery codes are shown');
    await page.reload();
    assert.equal(await page.locator('.recovery-codes').count(), 0, 'and only once');

    await signOut(page);
    await signIn(page, browser, email, PASSWORD);
    assert.equal(new URL(page.url()).pathname, '/sign-in/code');
    // The code of the app was used a moment ago and counts once; a recovery code does as well.
    await page.fill('#code', codes[0]);
    await press(page);
    assert.equal(new URL(page.url()).pathname, '/my/account');
    await signOut(page);
    await page.goto(new URL('/my', browser.base).href);
    assert.equal(new URL(page.url()).pathname, '/sign-in', 'what was left is closed');
  },

  async 'staff see the matrix of their body, others learn which role is missing'(browser) {
    const admin = await browser.open('/admin/people', { as: 'body-admin' });
    assert.ok((await admin.locator('tbody tr').count()) >= 4);
    expectSilent(admin);
    const reviewer = await browser.open('/en/admin/verifications', { as: 'reviewer', status: 403 });
    assert.match(await reviewer.locator('main').innerText(), /You are signed in as/);
  },

  async 'staff are asked for the code of their app, on a phone too'(browser) {
    const { email, password, totp_secret: secret } = browser.portal.accounts.head;
    const page = await browser.open('/sign-in', { view: 'phone' });
    await signIn(page, browser, email, password);
    assert.equal(new URL(page.url()).pathname, '/sign-in/code');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.goto(new URL('/en/sign-in/code', browser.base).href);
    await expectNoOverflow(page);
    await page.fill('#code', totp(secret));
    await press(page);
    assert.equal(new URL(page.url()).pathname, '/en/admin', 'the desk');
    expectSilent(page);
  },

  async 'the menu of the account is reached by keyboard and closes nothing behind it'(browser) {
    const page = await browser.open('/en/my', { as: 'person' });
    const summary = page.locator('.account-menu > summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.account-menu a').first().isVisible());
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.account-menu') !== null), true);
    expectSilent(page);
  },
};
