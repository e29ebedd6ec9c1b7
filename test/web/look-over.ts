import type { Browser, Page } from 'playwright-core'
import { LONGER } from '../support/pseudo.ts'
import { clipped, findings, tooSmall, tooWide } from './looks.ts'
import { dressed } from './product.ts'
import type { Looked } from './product.ts'

/** The page was set, not fetched, so that its own addresses lead nowhere: whatever is asked for is another host's. */
const elsewhere = (asked: readonly string[]): readonly string[] =>
  asked.filter((url) => !url.startsWith('data:') && !url.startsWith('about:'))

/** Looks at each page on a phone, with axe, by measure, and at what it asks for; a line for each thing found, with where. */
export async function lookOver(
  browser: Browser,
  pages: readonly Looked[],
  each: (page: Page, one: Looked) => Promise<void> = async () => {},
): Promise<readonly string[]> {
  const found: string[] = []
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  for (const one of pages) {
    const { language, look, scheme } = one
    await page.emulateMedia({
      colorScheme: scheme === 'dark' ? 'dark' : 'light',
      forcedColors: scheme === 'forced' ? 'active' : 'none',
    })
    // axe knows no language but the registered ones; German is about as long.
    await page.setContent(dressed(one).replaceAll(`lang="${LONGER}"`, 'lang="de"'))
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true })`)
    const what = [
      ...(await findings(page)),
      ...(await tooWide(page)),
      ...(await tooSmall(page)),
      ...(await clipped(page)),
      ...elsewhere(asked.splice(0)).map((url) => `asks ${url}`),
    ]
    found.push(...what.map((line) => `${one.page.at}, ${language}, ${look}, ${scheme}: ${line}`))
    await each(page, one)
  }
  await page.close()
  return found
}
