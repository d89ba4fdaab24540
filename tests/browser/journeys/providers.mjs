// Signing in at a provider (OpenID Connect): a new citizen without JavaScript, and an account that links an identity.
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent } from '../lib/browser.mjs';

const heading = async (page) => (await page.locator('h1').innerText()).trim();
const press = (page) => page.locator('main form:not(.act) button[type=submit]').first().click();
const path = (page) => new URL(page.url()).pathname;

/** Who a portal asks that runs already is not known here. */
function provider(browser) {
  return browser.portal.provider;
}

async function expectSound(page) {
  await expectAccessible(page);
  await expectNoOverflow(page);
  expectSilent(page);
}

async function signOut(page) {
  await page.locator('.account-menu > summary').click();
  await page.locator('.account-out').click();
  await page.locator('main .notice[role=status]').waitFor();
}

/** What somebody does at the provider; its own pages are not ours to judge. */
async function atProvider(page, browser, subject) {
  await page.waitForURL((url) => url.origin === provider(browser).issuer);
  await page.locator('input[name=sub]').first().fill(subject);
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.waitForURL((url) => url.origin === new URL(browser.base).origin);
  page.faults = [];
}

export default {
  async 'a new citizen signs in at the provider, and proves there anew who they are, without JavaScript'(browser) {
    if (!provider(browser)) return;
    const subject = `reader-${Date.now()}`;
    await provider(browser).knows(subject, { name: '赵六', email: `${subject}@example.org`, email_verified: true });
    const page = await browser.open('/sign-in?back=/my/account', { view: 'nojs' });
    await page.getByRole('link', { name: '用统一身份认证登录' }).click();
    await atProvider(page, browser, subject);
    assert.equal(path(page), '/sign-in/new');
    assert.equal(await page.inputValue('#name'), '赵六');
    assert.equal(await page.inputValue('#email'), `${subject}@example.org`);
    await press(page);
    assert.match(await page.title(), /^错误：/, 'the terms');
    await page.check('#terms');
    await press(page);
    assert.equal(path(page), '/my/account', 'to where the reader wanted');
    assert.match(await page.locator('main').innerText(), /没有设置密码/);

    // A step that asks others for their password leads to the provider and back.
    await page.goto(new URL('/my/account/email', browser.base).href);
    assert.equal(await page.locator('input[type=password]').count(), 0);
    await page.getByRole('link', { name: '在统一身份认证重新确认' }).click();
    await atProvider(page, browser, subject);
    assert.equal(path(page), '/my/account/email');
    assert.match(await page.locator('main .notice').first().innerText(), /刚刚重新确认了身份/);
    await page.fill('#email', `new-${subject}@example.org`);
    await press(page);
    assert.equal(path(page), '/my/account');

    await signOut(page);
    await page.goto(new URL('/sign-in', browser.base).href);
    await page.getByRole('link', { name: '用统一身份认证登录' }).click();
    await atProvider(page, browser, subject);
    assert.equal(path(page), '/my', 'one step from now on');
  },

  async 'an account links an identity in English, signs in by it, and takes it off again'(browser) {
    if (!provider(browser)) return;
    const subject = `linked-${Date.now()}`;
    await provider(browser).knows(subject, { name: 'Zhang San', email: `${subject}@example.org`, email_verified: true });
    const page = await browser.open('/en/my/account/ways-in', { as: 'person', view: 'phone' });
    await expectSound(page);
    await page.getByRole('link', { name: 'City ID' }).click();
    await atProvider(page, browser, subject);
    assert.equal(path(page), '/en/my/account/ways-in');
    assert.match(await page.locator('main .notice').first().innerText(), /City ID/);
    await expectSound(page);
    await page.locator('main .notice form button').click();
    await page.locator('main .notice[role=status]').waitFor();
    assert.match(await page.locator('main table').innerText(), /City ID/);
    await expectSound(page);

    const other = await browser.open('/en/sign-in', { view: 'desktop' });
    await expectSound(other);
    await other.getByRole('link', { name: 'Sign in with City ID' }).click();
    await atProvider(other, browser, subject);
    assert.equal(path(other), '/en/my');
    await expectSound(other);

    await page.goto(new URL('/en/my/account/ways-in', browser.base).href);
    await page.locator('main table form button').click();
    await page.locator('main .notice[role=status]').waitFor();
    assert.equal(await page.locator('main table').count(), 0);
    await other.goto(new URL('/en/my', browser.base).href);
    assert.equal(path(other), '/en/sign-in', 'whoever was in by it is out');
  },

  async 'an identity nobody has yet is offered an account or the way to one\'s own'(browser) {
    if (!provider(browser)) return;
    const subject = `unknown-${Date.now()}`;
    await provider(browser).knows(subject, { name: 'Li Si', email: `${subject}@example.org`, email_verified: false });
    for (const [language, view] of [['', 'desktop'], ['/en', 'narrow'], ['/en', 'dark']]) {
      const page = await browser.open(`${language}/sign-in`, { view });
      await page.locator('main a[href*="/sign-in/with/"]').first().click();
      await atProvider(page, browser, subject);
      assert.equal(path(page), `${language}/sign-in/new`);
      assert.ok((await heading(page)).length > 0);
      await expectSound(page);
    }
    // Who would rather not is told so, and finds the way on.
    const page = await browser.open('/en/sign-in', { view: 'nojs' });
    await page.locator('main a[href*="/sign-in/with/"]').first().click();
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.waitForURL((url) => url.origin === new URL(browser.base).origin);
    assert.equal(await heading(page), 'Not signed in');
  },
};
