// A citizen finds a dataset, looks at it, narrows the table and downloads it; no account, with and without JavaScript.
import assert from 'node:assert/strict';
import { expectSilent, inLanguage } from '../lib/browser.mjs';

const title = (page) => page.locator('h1').innerText();

export default {
  async 'R-001 R-003 R-007 R-010 from words to a file, in both languages, with and without JavaScript'(browser) {
    for (const language of ['zh-CN', 'en']) {
      for (const view of ['desktop', 'phone', 'nojs']) {
        const page = await browser.open(inLanguage('/', language), { view });
        await page.locator('main input[name=q]').fill('县级行政区划');
        await page.locator('main form[role=search] button[type=submit]').click();
        await page.waitForURL('**/data?q=*');
        const card = page.locator('main article', { hasText: '全国县级行政区划代码' }).first();
        // The name is the heading; the other five statutory labels follow.
        assert.ok((await card.locator('dt').count()) >= 5, `${language} ${view}: the labels of a result`);
        await card.locator('h2 a').click();
        await page.waitForURL('**/data/*');
        assert.match(await title(page), /全国县级行政区划代码/);
        const file = page.locator('main a[href*="/download/"]').first();
        const answer = await browser.fetch(new URL(await file.getAttribute('href'), browser.base).pathname);
        assert.equal(answer.status, 200);
        assert.match(answer.headers.get('content-disposition'), /filename\*=UTF-8''%E5%8E%BF/);
        assert.ok((await answer.text()).split('\n').length > 2900, 'all rows are in the file');
        expectSilent(page);
      }
    }
  },

  async 'a table is filtered and ordered by links and a form alone'(browser) {
    const page = await browser.open('/data?q=县级行政区划&has_table=true', { view: 'nojs' });
    await page.locator('main article h2 a', { hasText: '县级' }).first().click();
    await page.locator('main nav a[href$="/table"]').first().click();
    const all = await page.locator('main table tbody tr').count();
    assert.equal(all, 50, 'a page of a table has 50 rows');
    const address = new URL(page.url());
    const filtered = await browser.open(`${address.pathname}?f=name.contains.西湖&sort=-code`, { view: 'nojs' });
    const rows = await filtered.locator('main table tbody tr').allInnerTexts();
    assert.ok(rows.length > 0 && rows.every((row) => row.includes('西湖')), 'only matching rows');
    assert.equal(await filtered.locator('main th[aria-sort=descending]').count(), 1);
    const wrong = await browser.open(`${address.pathname}?f=nothere.eq.1`, { view: 'nojs', status: 400 });
    assert.ok(await wrong.locator('main').innerText());
    expectSilent(filtered);
  },

  async 'suggestions appear while typing, by pinyin too, and lead to the dataset'(browser) {
    const page = await browser.open('/');
    await page.locator('main input[name=q]').pressSequentially('xianji', { delay: 30 });
    const option = page.locator('[role=option]', { hasText: '县级' }).first();
    await option.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('[role=option]:visible').count(), 0, 'Esc closes');
    expectSilent(page);
  },

  async 'R-006 R-012 restricted and suspended data show no way to the data'(browser) {
    for (const words of ['失业保险金申领', '重点用水企业月用水量']) {
      const page = await browser.open(`/data?q=${words}`, { view: 'nojs' });
      await page.locator('main article h2 a').first().click();
      await page.waitForURL('**/data/*');
      assert.equal(await page.locator('a[href*="/download/"]').count(), 0, words);
      assert.equal(await page.locator('main tbody td', { hasText: '●' }).count(), 0);
    }
  },

  async 'dark colours and large text are links that stay'(browser) {
    const page = await browser.open('/prefs?theme=dark&back=/data', { view: 'nojs' });
    assert.equal(new URL(page.url()).pathname, '/data');
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
    const large = await browser.open('/prefs?text=large&back=//evil.example', { view: 'nojs' });
    assert.equal(new URL(large.url()).pathname, '/', 'never to another host');
    assert.equal(await large.getAttribute('html', 'data-text'), 'large');
    await browser.open('/prefs?theme=auto&text=normal&back=/', { view: 'nojs' });
  },
};
