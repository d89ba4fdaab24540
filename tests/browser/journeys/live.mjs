// What scripts add to searching: recent searches kept in this browser, filters that act as they are ticked. And that nothing is
// lost without them.
import assert from 'node:assert/strict';
import { expectAccessible, expectSilent, islandsRun } from '../lib/browser.mjs';

const recentOnly = '[role=option]:visible';
const found = (page) => page.locator('[data-live=head] [role=status]').innerText();

async function search(page, words) {
  await page.locator('form[role=search] input[name=q]').first().fill(words);
  await page.locator('form[role=search] button[type=submit]').first().click();
  await page.waitForURL((url) => url.searchParams.get('q') === words);
  await islandsRun(page);
}

export default {
  async 'recent searches are offered before typing, stay in the browser, and can be forgotten by keyboard'(browser) {
    const page = await browser.open('/');
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await search(page, '停车');
    await search(page, '公交');
    await search(page, '停车');
    const home = await browser.open('/');
    const field = home.locator('main input[name=q]');
    await field.click();
    await home.locator(recentOnly).first().waitFor();
    assert.deepEqual(await home.locator(`[role=group] ${recentOnly}`).allInnerTexts(), ['停车', '公交'], 'latest first, each once');
    await expectAccessible(home);
    await home.keyboard.press('ArrowDown');
    await home.keyboard.press('ArrowDown');
    await home.keyboard.press('Enter');
    await home.waitForURL((url) => url.searchParams.get('q') === '公交');
    // The field of the new page holds words: only once it is empty are recent searches offered again.
    await islandsRun(home);
    await home.locator('form[role=search] input[name=q]').first().fill('');
    await home.locator(recentOnly).first().waitFor();
    await home.keyboard.press('ArrowUp');
    await home.keyboard.press('Enter');
    assert.equal(await home.locator(recentOnly).count(), 0, 'forgotten, and the list closes');
    assert.equal(await home.evaluate(() => localStorage.length), 0, 'nothing is kept any more');
    await home.reload();
    await islandsRun(home);
    await home.locator('form[role=search] input[name=q]').first().fill('');
    await home.locator('form[role=search] input[name=q]').first().click();
    assert.equal(await home.locator(recentOnly).count(), 0);
    assert.ok(asked.every((url) => !url.includes('recent')), 'no request carries them');
    expectSilent(page);
    expectSilent(home);
  },

  async 'a tick applies at once, keeps the focus, and the address holds it all'(browser) {
    for (const path of ['/data?q=停车', '/en/data?q=停车']) {
      const page = await browser.open(path);
      const before = await found(page);
      const box = page.locator('[data-facet=access_rights] input[value=PUBLIC]');
      await box.check();
      await page.waitForURL((url) => url.searchParams.get('access_rights') === 'PUBLIC');
      assert.notEqual(await found(page), before, 'the number follows');
      assert.equal(await page.locator('[data-live=chips] a.chip').count(), 1);
      assert.equal(await page.evaluate(() => document.activeElement.value), 'PUBLIC', 'the focus stays');
      assert.ok(await page.locator('article .badge.hold').count() === 0, 'no restricted dataset is left');
      const other = page.locator('header a[hreflang]');
      assert.match(await other.getAttribute('href'), /access_rights=PUBLIC/, 'the other language keeps the filter');
      await expectAccessible(page);
      // The same page from the server, and back to the one before.
      const live = await page.locator('#results article h2').allInnerTexts();
      const plain = await browser.open(new URL(page.url()).pathname + new URL(page.url()).search, { view: 'nojs' });
      assert.deepEqual(await plain.locator('#results article h2').allInnerTexts(), live);
      expectSilent(page);
      await page.goBack();
      await page.waitForURL((url) => !url.searchParams.has('access_rights'));
      await page.locator('a.chip').waitFor({ state: 'detached' });
      assert.equal(await box.isChecked(), false, 'back is back');
    }
  },

  async 'a long group is narrowed by typing, and what is ticked there is applied'(browser) {
    const page = await browser.open('/data?q=停车');
    const group = page.locator('[data-facet=publisher]');
    await group.locator('summary').click();
    const lines = group.locator('details li:visible');
    const all = await lines.count();
    const label = await lines.last().locator('.facet-label').innerText();
    const field = group.locator('input[data-find]');
    await field.fill(label);
    assert.ok((await lines.count()) < all && (await lines.count()) >= 1, 'fewer lines');
    await field.press('Enter');
    assert.ok(!page.url().includes('publisher='), 'Enter sends nothing');
    await field.fill('没有这样的单位');
    assert.equal(await lines.count(), 0);
    assert.ok(await group.locator('.facet-none').isVisible(), 'and says so');
    await field.fill(label);
    await lines.first().locator('input').check();
    await page.waitForURL((url) => url.searchParams.has('publisher'));
    assert.match(await page.locator('[data-live=chips]').innerText(), new RegExp(label.replace(/[〔（(].*$/, '')));
    expectSilent(page);
  },

  async 'on a phone the sheet stays open while ticking, and its button shows the results'(browser) {
    const page = await browser.open('/data?q=停车', { view: 'phone' });
    await page.locator('.filters-button').click();
    const show = page.locator('.filters-show');
    const before = await show.innerText();
    await page.locator('[data-facet=access_rights] input[value=RESTRICTED]').check();
    await page.waitForURL((url) => url.searchParams.get('access_rights') === 'RESTRICTED');
    assert.notEqual(await show.innerText(), before, 'the button counts');
    assert.ok(await show.isVisible(), 'the sheet is still open');
    await expectAccessible(page);
    await show.click();
    assert.ok(!(await show.isVisible()), 'the sheet is closed');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'results');
    expectSilent(page);
  },

  async 'R-002 without scripts the filters are a form with its buttons'(browser) {
    const page = await browser.open('/data?q=停车', { view: 'nojs' });
    assert.equal(await page.locator('input[data-find]:visible').count(), 0, 'no field that would do nothing');
    await page.locator('[data-facet=access_rights] input[value=PUBLIC]').check();
    await page.locator('.filters-apply:visible').first().click();
    await page.waitForURL((url) => url.searchParams.get('access_rights') === 'PUBLIC');
    assert.equal(await page.locator('a.chip').count(), 1);
    expectSilent(page);
  },

  async 'islands of forms are loaded where a form has some, and nowhere else'(browser) {
    const loaded = (page) =>
      page.evaluate(() => performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname.replace(/\.[0-9a-f]+\./, '.')));
    const results = await loaded(await browser.open('/data?q=公交'));
    assert.ok(results.includes('/pkg/portal.wasm') && results.includes('/pkg/portal.js'), results.join());
    assert.ok(!results.some((path) => path.includes('forms')), results.join());
    const form = await loaded(await browser.open('/complaints/new'));
    assert.ok(form.includes('/pkg/portal-forms.wasm') && form.includes('/pkg/portal-forms.js'), form.join());
    assert.ok(!form.includes('/pkg/portal.wasm') && !form.includes('/pkg/portal.js'), 'one file has all islands');
  },
};
