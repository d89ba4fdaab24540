// Chromium, and what every page is watched for while a test has it open.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// The shell is Chromium without windows, which take most of the time of opening a page.
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const ISLANDS_MS = 60_000;

/** The ways in which people look at a page. */
export const VIEWS = {
  phone: { viewport: { width: 375, height: 812 }, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 } },
  desktop: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  nojs: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
};

/** The address of a path in a language; Chinese has no prefix. */
export const inLanguage = (path, language) => (language === 'en' ? `/en${path === '/' ? '' : path}` : path);

export class Browser {
  #chromium;
  #contexts = new Map();

  static async launch(base) {
    const browser = new Browser();
    browser.base = base;
    browser.#chromium = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? PROGRAMS.find((program) => existsSync(program)),
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    return browser;
  }

  /**
   * Opens a path. `view` is a name in VIEWS. The returned page is Playwright's, with `view`, `faults` (what Chromium
   * complained about) and `status`. Islands, if the page has any, run. `as` is a role of the
   * demonstration: the page is opened in a session that is ready.
   */
  async open(path, { view = 'desktop', status = 200, as } = {}) {
    const page = await (await this.#context(view, as)).newPage();
    page.view = view;
    page.faults = [];
    page.on('console', (message) => {
      // A page that is refused on purpose is reported by Chromium as a failed resource.
      const own = status >= 400 && message.location().url === page.url();
      if (['error', 'warning'].includes(message.type()) && !own) page.faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`));
    page.on('requestfailed', (request) => {
      // Without JavaScript, Chromium gives up the scripts it was told to preload: that is what was asked for.
      const script = view === 'nojs' && new URL(request.url()).pathname.endsWith('.js');
      // A question of a script, or the icon, that its reader did not wait for: leaving a page gives up what it was asking.
      const left = ['fetch', 'other'].includes(request.resourceType()) && request.failure()?.errorText === 'net::ERR_ABORTED';
      if (!script && !left) page.faults.push(`not loaded: ${request.url()}`);
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400 && answer.request().resourceType() !== 'document') {
        page.faults.push(`${answer.status()}: ${answer.url()}`);
      }
    });
    const answer = await page.goto(new URL(path, this.base).href, { waitUntil: 'load' });
    page.status = answer.status();
    assert.equal(page.status, status, `status of ${path}`);
    await islandsRun(page);
    return page;
  }

  /** `fetch` without a browser, for headers and files. Redirects are not followed. */
  fetch(path, options = {}) {
    return fetch(new URL(path, this.base), { redirect: 'manual', ...options });
  }

  async closePages() {
    for (const context of this.#contexts.values()) await context.close();
    this.#contexts.clear();
  }

  /** Closes what is open and keeps what was loaded: for tests that leave nothing behind. */
  async closeTabs() {
    for (const context of this.#contexts.values()) for (const page of context.pages()) await page.close();
  }

  async close() {
    await this.#chromium.close();
  }

  // One context a view within a test: its pages share cookies, tests share nothing.
  async #context(view, as = '') {
    assert.ok(VIEWS[view], `no view ${view}`);
    const key = `${view} ${as}`;
    if (!this.#contexts.has(key)) {
      const common = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' };
      const context = await this.#chromium.newContext({ ...common, ...VIEWS[view] });
      if (as) await context.addCookies([this.#cookie(as)]);
      this.#contexts.set(key, context);
    }
    return this.#contexts.get(key);
  }

  #cookie(role) {
    const account = this.portal?.accounts?.[role];
    assert.ok(account, `no account of the demonstration for ${role}`);
    const at = account.cookie.indexOf('=');
    return { name: account.cookie.slice(0, at), value: account.cookie.slice(at + 1), url: this.base };
  }
}

/** Waits until the boot script has woken the islands of a page; does nothing where there are none. */
export async function islandsRun(page) {
  if (page.view === 'nojs' || (await page.locator('leptos-island').count()) === 0) return;
  await page.locator('html[data-islands=awake]').waitFor({ state: 'attached', timeout: ISLANDS_MS });
}

/** Accessibility: no violation of any axe rule, or of the rules that are named. */
export async function expectAccessible(page, rules = null) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // Passes are not counted out: on pages with long tables that takes most of the time.
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(options), options);
  const lines = violations.flatMap(({ id, impact, help, nodes }) => [
    `${impact}: ${id}: ${help}`,
    ...nodes.slice(0, 3).map((node) => `  ${node.target}  ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`),
  ]);
  assert.ok(lines.length === 0, lines.join('\n'));
}

/** Nothing but a data table scrolls sideways. */
export async function expectNoOverflow(page) {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width + 0.5);
    return over.slice(0, 5).map((one) => `${one.localName}.${one.className} to ${one.getBoundingClientRect().right}px`);
  });
  assert.ok(wide.length === 0, `wider than the screen: ${wide.join(', ')}`);
}

/** Chromium had nothing to complain about. */
export function expectSilent(page) {
  assert.ok(page.faults.length === 0, [...new Set(page.faults)].join('\n'));
}
