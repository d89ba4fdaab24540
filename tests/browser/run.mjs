#!/usr/bin/env node
// The portal in Chromium: every page of pages.json by the same rules, then the journeys.
//
//   node tests/browser/run.mjs [WORD…]     only tests whose name holds one of the words
//   BASE_URL=http://127.0.0.1:3000         a portal that runs already; else PORTAL_BIN is started with a data folder
//                                          of its own, filled by the commands of seed.json
//   SHOTS=folder                           keeps a screenshot of every page, phone and desktop, both languages
//   CHROMIUM=/usr/bin/chromium             another browser
import { readdirSync } from 'node:fs';
import { Browser } from './lib/browser.mjs';
import { pageTests } from './lib/pages.mjs';
import { startPortal } from './lib/portal.mjs';

const words = process.argv.slice(2);
const portal = await startPortal();
const browser = await Browser.launch(portal.url);
browser.portal = portal;
let passed = 0;
const failures = [];
try {
  const tests = pageTests();
  const folder = new URL('journeys/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs')).sort()) {
    const journey = file.replace('.mjs', '');
    const { default: steps } = await import(new URL(file, folder));
    for (const [name, run] of Object.entries(steps)) tests.push({ name: `${journey}: ${name}`, run });
  }
  for (const test of tests) {
    if (words.length > 0 && !words.some((word) => test.name.includes(word))) continue;
    const started = Date.now();
    try {
      await test.run(browser);
      passed += 1;
      if (process.stdout.isTTY || process.env.VERBOSE) console.log(`ok    ${test.name} (${Date.now() - started} ms)`);
    } catch (error) {
      failures.push(test.name);
      console.log(`FAIL  ${test.name}\n${indent(error)}`);
    } finally {
      await browser.closePages();
    }
  }
} finally {
  await browser.close();
  await portal.stop();
}
if (failures.length > 0) console.log(`\nfailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 || passed === 0 ? 1 : 0);

function indent(error) {
  const text = error.name === 'AssertionError' || error.name === 'Fault' ? error.message : (error.stack ?? String(error));
  return text.replace(/^/gm, '      ');
}
