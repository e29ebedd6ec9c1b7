import { expect } from 'chai'
import { converse } from '../../src/conversation/converse.ts'
import type { Screen } from '../../src/conversation/screen.ts'
import { asText } from '../../src/conversation/plain-text.ts'
import type { Service } from '../../src/domain/service.ts'
import { renderDocument } from '../../src/web/document.ts'
import { service } from '../domain/services.ts'
import { inMemory } from '../support/memory.ts'

/** The short way to services in Stafford after a burglary, with these services and no others. */
async function shown(services: readonly Service[], language = 'en', place = 'stafford') {
  const memory = inMemory()
  const { directory } = memory.setting
  const byId = new Map(services.map((one) => [one.id, one]))
  const setting = {
    ...memory.setting,
    directory: { ...directory, services: () => services, service: (id: string) => byId.get(id) },
  }
  let screen: Screen | undefined
  const answers = [
    { kind: 'language', language } as const,
    ...['show-help', 'no', 'stolen'].map((id) => ({ kind: 'chosen', options: [id] }) as const),
    { kind: 'typed', text: place } as const,
    { kind: 'chosen', options: ['yes'] } as const,
  ]
  for (const said of language === 'en' ? answers.slice(1) : answers) {
    screen = (await converse(setting, { conversation: 'a', channel: 'web', said })).screen
  }
  if (!screen) throw new Error('no screen')
  const around = { text: (key: string) => setting.words.text(language, key) ?? key }
  const text = asText(screen, { numbered: false, text: (key) => key }).join('\n')
  return { screen, text, html: renderDocument(screen, 1, around), traced: memory.traced }
}

describe('A service on the screen', () => {
  it('says how long one waits, where it is, how far, its marks, and whether a call shows on the bill', async () => {
    const { text, html } = await shown([
      service('a', {
        capacity: { state: 'waiting', wait_weeks: 9, as_of: '2026-11-20' },
        address: { lines: ['2 Broad Street'], town: 'Wisbech', postcode: 'PE14 0SN' },
        accreditations: [
          { scheme: 'Leading Lights', level: 'gold', expires: '2027-01-01' },
          { scheme: 'Long gone', expires: '2020-01-01' },
        ],
        on_bill: 'no',
        not_for: 'people under arrest',
      }),
    ])
    for (const words of [
      'You may wait about 9 weeks.',
      'Where they meet people: 2 Broad Street, Wisbech, PE14 0SN',
      'miles away.',
      'It has this mark: Leading Lights (gold)',
      'A call to them does not show on a phone bill.',
      'Not for: people under arrest.',
    ]) {
      expect(text).to.include(words)
      expect(html).to.include(words)
    }
    expect(text).to.not.include('Long gone')
  })

  it('says "about a week", to ask, or that nobody new is taken', async () => {
    const waits = async (capacity: NonNullable<Service['capacity']>) =>
      (await shown([service('a', { capacity })])).text
    expect(await waits({ state: 'waiting', wait_weeks: 1, as_of: '2026-11-20' })).to.include('about a week')
    expect(await waits({ state: 'open', as_of: '2026-10-20' })).to.include(
      'Ask them how long you would wait.',
    )
    expect(await waits({ state: 'closed', as_of: '2026-11-20' })).to.include('cannot take new people')
  })

  it('says no hours of a service that nobody can ring', async () => {
    const silent = service('a', { phones: [], website: 'https://example.org', hours: [{ always: true }] })
    expect((await shown([silent])).text).to.not.include('Open now, at any time\nhttps')
    expect((await shown([service('a', { hours: [{ always: true }] })])).text).to.include(
      'Open now, at any time',
    )
  })

  it('never says anything of an address that is withheld', async () => {
    const { text } = await shown([service('a', { address: { withheld: true } })])
    expect(text).to.not.include('Where they meet people')
  })

  it('says of itself what somebody wrote in the language of the screen; else it is marked as English', async () => {
    const described = { description: 'Help with locks.' }
    const english = await shown([service('a', described)], 'cy')
    expect(english.html).to.include('<p lang="en">Help with locks.</p>')
    const welsh = { cy: { name: 'Cymorth', description: 'Help gyda chloeon.' } }
    const both = await shown([service('a', { ...described, translations: welsh })], 'cy')
    expect(both.html).to.include('<p>Help gyda chloeon.</p>').and.to.include('Cymorth')
    expect(both.html).to.not.include('Help with locks')
  })
})

describe('When nothing fits', () => {
  it('says so, gives lines that are true, and counts it', async () => {
    const line = service('nat-victim-support', { where: { force: 'kent' } })
    const { screen, text, traced } = await shown([line])
    expect(screen.at).to.equal('services/none')
    expect(text).to.include('We know of no service that fits this just now.').and.to.include('999')
    expect(traced.join('\n')).to.include('"outcome":"none"')
  })

  it('is not said where something does', async () => {
    expect((await shown([service('a')])).screen.at).to.equal('quick/services')
  })
})
