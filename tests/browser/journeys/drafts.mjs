// What scripts add to filling in an application: checks while a field is left, a counter, saving by itself, uploads with progress. The same
// flows without scripts are in restricted.mjs.
import assert from 'node:assert/strict';
import { expectAccessible, expectNoOverflow, expectSilent, islandsRun } from '../lib/browser.mjs';
import { beginDraft as begin, follow, main, press } from '../lib/restricted.mjs';

const SAVED = /^(已保存|Saved) \d{2}:\d{2}$/;
const PAUSE = 15_000;

const open = (browser, path) => browser.open(path, { as: 'organisation' });
const saved = (page) => page.locator('.live-saved', { hasText: SAVED }).waitFor({ timeout: PAUSE });

/** Chromium reports refused requests; what was refused on purpose is no fault. */
const meant = (page, word) => {
  page.faults = page.faults.filter((fault) => !fault.includes(word));
};

async function checks(browser, path, wrong) {
  const page = await open(browser, path);
  const field = page.locator('[name=contact_phone]');
  const error = page.locator('#contact_phone-error');
  await field.focus();
  await field.blur();
  assert.equal(await error.count(), 0, 'who only passes through has done nothing wrong');
  await field.fill('12345');
  assert.equal(await error.count(), 0, 'not while typing');
  await field.blur();
  await error.waitFor();
  const words = await error.innerText();
  assert.match(words, wrong);
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.match(await field.getAttribute('aria-describedby'), /contact_phone-error$/);
  await expectAccessible(page);
  await expectNoOverflow(page);
  // The server says the same in the same place.
  const answered = page.waitForEvent('load');
  await field.press('Enter');
  await answered;
  await page.locator('.error-summary').waitFor();
  await islandsRun(page);
  assert.equal(await page.locator('#contact_phone-error').innerText(), words);
  meant(page, '422');
  // Right again as soon as it is right, whoever said it was wrong.
  await page.locator('[name=contact_phone]').fill('0571-87051234');
  await page.locator('#contact_phone-error').waitFor({ state: 'detached' });
  assert.equal(await page.locator('[name=contact_phone]').getAttribute('aria-invalid'), null);
  assert.equal(await page.locator('.field.invalid:has([name=contact_phone])').count(), 0);
  await expectAccessible(page);
  expectSilent(page);
}

async function counter(browser, path, [left, one, over]) {
  const page = await open(browser, path);
  const field = page.locator('[name=social_benefit]');
  const count = page.locator('#social_benefit-limit');
  const max = Number(/\d+/.exec((await count.innerText()).replace(/\D/g, '')));
  await field.fill(`${'停'.repeat(max - 3)}\n车 `);
  assert.equal(await count.innerText(), one, 'a line break is one character, blanks at the end are none');
  await field.fill('停车');
  assert.equal(await count.innerText(), left.replace('{n}', (max - 2).toLocaleString('en')));
  await field.fill('𠮷'.repeat(max + 12));
  assert.equal(await count.innerText(), over.replace('{n}', 12), 'typing is not blocked');
  await page.locator('.field:has(#social_benefit-limit) [role=status]', { hasText: over.replace('{n}', 12) }).waitFor({ state: 'attached' });
  await expectAccessible(page);
  expectSilent(page);
}

export default {
  async 'R-051 a wrong field says so when it is left, and stops as soon as it is right'(browser) {
    // A draft of its own each: what was once looked at and is wrong says so from the beginning.
    await checks(browser, `${await begin(browser)}/contact`, /联系电话/);
    await checks(browser, `/en${await begin(browser)}/contact`, /Telephone/);
  },

  async 'ui 4.3 a text area counts what is left as the server counts'(browser) {
    const draft = await begin(browser);
    await counter(browser, `${draft}/benefit`, ['还可输入 {n} 字', '还可输入 1 字', '超出 {n} 字']);
    await counter(browser, `/en${draft}/benefit`, ['{n} characters left', '1 character left', '{n} characters too many']);
  },

  async 'R-051 a draft saves itself, and two windows do not overwrite each other'(browser) {
    const draft = await begin(browser);
    const page = await open(browser, `${draft}/contact`);
    const other = await open(browser, `${draft}/contact`);
    await page.locator('[name=contact_name]').fill('王五');
    await page.locator('[name=contact_phone]').fill('123');
    await saved(page);
    assert.equal(await page.locator('.live-saved', { hasText: SAVED }).getAttribute('role'), null, 'not announced');
    await expectAccessible(page);
    await page.reload();
    await islandsRun(page);
    assert.equal(await page.inputValue('[name=contact_name]'), '王五');
    assert.equal(await page.inputValue('[name=contact_phone]'), '123', 'wrong as it is');
    // Saved by itself, then by the button: no conflict with oneself. The second is pressed while the first may be on its way.
    await page.locator('[name=contact_phone]').fill('0571-87051234');
    await saved(page);
    await page.locator('[name=contact_address]').fill('杭州市西湖区文三路1号');
    await press(page, '保存并继续');
    await page.waitForURL((url) => !url.pathname.endsWith('/contact'));
    assert.doesNotMatch(await main(page), /在另一处改过/);
    // The other window still shows what stood there before.
    await other.locator('[name=contact_name]').fill('赵六');
    await other.locator('.live-conflict button').waitFor({ timeout: PAUSE });
    assert.match(await other.locator('.live-conflict').innerText(), /在另一处改过/);
    await expectAccessible(other);
    await expectNoOverflow(other);
    await follow(other, other.locator('.live-conflict button'));
    assert.match(await main(other), /王五[\s\S]*赵六/);
    meant(other, '409');
    await press(other, '保留我填写的');
    meant(other, '422');
    const now = await open(browser, `/en${draft}/contact`);
    assert.equal(await now.inputValue('[name=contact_name]'), '赵六');
    // A page that goes out of sight saves at once.
    await now.locator('[name=contact_name]').fill('孙七');
    await now.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    });
    await now.locator('.live-saved', { hasText: SAVED }).waitFor({ timeout: 2500 });
    for (const one of [page, other, now]) expectSilent(one);
  },

  async 'ui 4.3 what could not be saved is said, and tried again'(browser) {
    const draft = await begin(browser);
    const page = await open(browser, `${draft}/contact`);
    await page.route('**/contact', (route) => route.abort());
    await page.locator('[name=contact_name]').fill('王五');
    await page.locator('.live-saved.failed', { hasText: '未保存' }).waitFor({ timeout: PAUSE });
    await expectAccessible(page);
    await page.unroute('**/contact');
    await page.locator('[name=contact_name]').fill('王五一');
    await saved(page);
    await page.context().clearCookies();
    await page.locator('[name=contact_name]').fill('王五二');
    await page.locator('.live-saved.failed', { hasText: '登录已失效' }).waitFor({ timeout: PAUSE });
    meant(page, '401');
    meant(page, 'ERR_FAILED');
    meant(page, 'not loaded');
    expectSilent(page);
  },
};
