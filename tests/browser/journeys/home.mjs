// Arriving: the home page in both languages, by keyboard, with and without JavaScript.
import assert from 'node:assert/strict';
import { expectSilent } from '../lib/browser.mjs';

export default {
  async 'the skip link is first and leads to the main content'(browser) {
    const page = await browser.open('/');
    await page.keyboard.press('Tab');
    const link = page.locator('a:focus');
    assert.equal(await link.getAttribute('href'), '#main');
    assert.ok(await link.isVisible(), 'a focused skip link can be seen');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'main');
    expectSilent(page);
  },

  async 'the language switch leads to the same page and back'(browser) {
    for (const view of ['desktop', 'nojs']) {
      const page = await browser.open('/', { view });
      await page.locator('body a[hreflang=en]').first().click();
      await page.waitForURL('**/en');
      assert.equal(await page.getAttribute('html', 'lang'), 'en');
      await page.locator('body a[hreflang=zh-CN]').first().click();
      await page.waitForURL((url) => url.pathname === '/');
      assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
      expectSilent(page);
    }
  },

  async 'the footer says when the catalogue last changed'(browser) {
    for (const path of ['/', '/en']) {
      const page = await browser.open(path, { view: 'nojs' });
      const at = await page.locator('footer time').getAttribute('datetime');
      const age = Date.now() - Date.parse(at);
      assert.ok(age >= 0 && age < 30 * 24 * 3600 * 1000, `${path}: ${at}`);
    }
  },

  async 'both languages say the same things in their own words'(browser) {
    const headings = [];
    for (const path of ['/', '/en']) {
      const page = await browser.open(path, { view: 'nojs' });
      headings.push((await page.locator('h1').innerText()).trim());
    }
    assert.match(headings[0], /\p{Script=Han}/u);
    assert.doesNotMatch(headings[1], /\p{Script=Han}/u);
  },
};
