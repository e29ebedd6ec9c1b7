import type { Content } from './content.ts'
import { hiddenWords } from './conversation/hidden-word.ts'
import { NATIONAL } from './domain/area.ts'
import { looksOf } from './web/look.ts'
import type { PageOptions } from './web/page.ts'

/** What the page has from the areas of this deployment: its looks, who may frame it, whom to tell of it. */
export function pageDress({
  directory,
  words,
  logos,
}: Pick<Content, 'directory' | 'words' | 'logos'>): Pick<
  PageOptions,
  'hiddenWords' | 'looks' | 'accessibility' | 'framedBy'
> {
  const areas = directory.areas()
  const own = areas.filter(({ id }) => id !== NATIONAL)
  const area = own.length === 1 ? own[0] : directory.area(NATIONAL)
  return {
    hiddenWords: hiddenWords(words),
    looks: looksOf(areas, logos),
    accessibility: area?.accessibility,
    framedBy: [...new Set(areas.flatMap(({ framed_by }) => framed_by ?? []))],
  }
}
