// Restricted data under the rules of Zhejiang, from the window to the delivery and the verification of the agreement: an applicant, two
// publishers, the authority. Once with scripts, once without; every page that somebody stands on is looked at once, in both languages.
import assert from 'node:assert/strict';
import { VIEWS, expectAccessible, expectNoOverflow, expectSilent, inLanguage } from '../lib/browser.mjs';
import { sign, review, deliver } from '../lib/restricted-review.mjs';
import { announceWindow, apply, PARKING, publishConditions, RAIN, Walker } from '../lib/restricted.mjs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const { SHOTS } = process.env;

/** What a form was answered with, at its own address. */
const ANSWERS = { '.error-summary': 'faults', '.case-preview': 'preview' };

/** What a page is of: its address without what differs from case to case, and the role. */
const kind = (page, as) => {
  const path = new URL(page.url()).pathname.replace(/^\/en(?=\/)/, '');
  const words = path
    .replace(/(SQ|XY)-\d{8}-\d{4}/, '$1')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'id')
    .replace(/\/(catalogue|data)\/[^/]+/, '/$1/id')
    .replace(/\/lines\/\d+/, '/lines/n');
  return `${as} ${words}`;
};

/**
 * Looks at every kind of page once: as it stands, and in English on a phone where it can be opened by its address. Everything that is
 * wrong is said at the end, so that one page does not hide another.
 */
class Looker {
  #seen = new Set();
  wrong = [];

  constructor(browser, accessible) {
    Object.assign(this, { browser, accessible });
  }

  async look(page, as) {
    const answers = [];
    for (const [part, name] of Object.entries(ANSWERS)) if (await page.locator(part).count()) answers.push(name);
    const what = [kind(page, as), ...answers].join(' ');
    const fresh = !this.#seen.has(what);
    await this.#check(`${what}: `, () => expectSilent(page));
    if (!fresh) return;
    this.#seen.add(what);
    await this.#check(`${what}: `, async () => assert.equal(await page.locator('h1').count(), 1, 'one h1'));
    await this.#check(`${what}: `, () => expectNoOverflow(page));
    if (!this.accessible) return;
    await this.#check(`${what}: `, () => expectAccessible(page));
    await (answers.length ? this.#narrow(page, what) : this.#again(page, what, as));
  }

  // The address of a page that answers to a form says nothing of it: it is looked at as it stands, on a narrow screen too.
  async #narrow(page, what) {
    await this.#shot(page, what, 'desktop.zh');
    const size = page.viewportSize();
    await page.setViewportSize(VIEWS.phone.viewport);
    await this.#check(`${what} narrow: `, () => expectNoOverflow(page));
    await this.#check(`${what} narrow: `, () => expectAccessible(page));
    await this.#shot(page, what, 'phone.zh');
    await page.setViewportSize(size);
  }

  // What was opened by its address is opened again.
  async #again(page, what, as) {
    const here = new URL(page.url());
    const path = here.pathname.replace(/^\/en(?=\/)/, '') + here.search;
    await this.#shot(page, what, 'desktop.zh');
    const small = await this.browser.open(inLanguage(path, 'en'), { as, view: 'phone' });
    await this.#check(`${what} en phone: `, () => expectNoOverflow(small));
    await this.#check(`${what} en phone: `, () => expectAccessible(small));
    await this.#check(`${what} en phone: `, () => expectSilent(small));
    await this.#shot(small, what, 'phone.en');
    await small.close();
  }

  async #shot(page, what, view) {
    if (!SHOTS) return;
    mkdirSync(SHOTS, { recursive: true });
    const name = `${String(this.#seen.size).padStart(2, '0')}_${what.replace(/[^\p{L}\p{N}]+/gu, '_')}`;
    await page.screenshot({ path: join(SHOTS, `${name.slice(0, 80)}.${view}.png`), fullPage: true });
  }

  async #check(where, expectation) {
    try {
      await expectation();
    } catch (error) {
      this.wrong.push(where + error.message);
    }
  }
}

async function path(browser, view) {
  const looker = new Looker(browser, view !== 'nojs');
  const walk = new Walker(browser, view, (page, as) => looker.look(page, as));
  const codes = [await publishConditions(walk, 'reviewer', PARKING), await publishConditions(walk, 'second-reviewer', RAIN)];
  await announceWindow(walk);
  const application = await apply(walk, codes, `停车通${Date.now() % 100000}`);
  const agreement = await review(walk, application);
  await sign(walk, agreement);
  await deliver(walk, agreement);
  assert.ok(looker.wrong.length === 0, looker.wrong.join('\n'));
}

export default {
  'S07…S13 restricted data of two publishers, with scripts: window, application, review, agreement, delivery': (browser) =>
    path(browser, 'desktop'),
  'S07…S13 the same without scripts': (browser) => path(browser, 'nojs'),
};
