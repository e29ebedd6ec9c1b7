import { expect } from 'chai'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { directoryFromFiles } from '../../src/adapters/directory-files/index.ts'

/** A sound look, but for its name in Welsh. */
const LOOK = `look:
  name: { en: Help }
  light: { accent: '#1d4f91', link: '#1d4f91', button: '#1d4f91', header: '#1d4f91' }
  dark: { accent: '#8ab8f0', link: '#8ab8f0', button: '#8ab8f0', header: '#1d2b3d' }`
const clock = { now: () => new Date('2026-11-24T12:00Z') }
let folder = ''
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
const replace = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, to)
  if (changed === text) throw new Error('the test changed nothing')
  return changed
}
const mailTo = (to: string): string => `{ kind: mail, to: ${to}, from: haven@localhost, encrypt: attachment }`
const read = (production = false) => directoryFromFiles(folder, { production, clock })
const rules = (production = false) => read(production).faults.map(({ file, rule }) => `${file} ${rule}`)

describe('mistakes in the files of areas', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'areas-'))
    for (const name of ['areas', 'emergency.yaml', 'bank-holidays.json']) {
      cpSync(join('deployment', name), join(folder, name), { recursive: true })
    }
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const staffs = 'areas/staffordshire/area.yaml'
  const services = 'areas/staffordshire/services.json'
  const dyfed = 'areas/dyfed-powys/area.yaml'
  const cases: readonly (readonly [string, string, (text: string) => string, string])[] = [
    ['leaving by http', staffs, replace('exit: https:', 'exit: http:'), 'wrong-exit'],
    ['leaving to no address', staffs, replace(/exit: .*/, 'exit: the weather'), 'wrong-exit'],
    ['leaving to a page about one town', staffs, replace('/weather', '/weather?town=Stone'), 'wrong-exit'],
    ['leaving to a part that names them', staffs, replace('/weather', '/weather#haven'), 'wrong-exit'],
    ['leaving with a name', staffs, replace('www.bbc', 'haven@www.bbc'), 'wrong-exit'],
    ['leaving to a script', staffs, replace(/exit: .*/, 'exit: "javascript:history.back()"'), 'wrong-exit'],
    [
      'leaving to the police',
      staffs,
      replace(/exit: .*/, 'exit: https://staffordshire.police.uk/news'),
      'telling-exit',
    ],
    [
      'leaving to the commissioner',
      staffs,
      replace(/exit: .*/, 'exit: https://www.staffordshire-pfcc.gov.uk'),
      'telling-exit',
    ],
    ['a link that is too pale', staffs, replace("link: '#4b2f7f'", "link: '#b0a0d0'"), 'faint-colour'],
    ['a red button', staffs, replace("button: '#5b3a8c'", "button: '#c8102e'"), 'like-the-way-out'],
    ['a colour that is none', staffs, replace("link: '#4b2f7f'", 'link: purple'), 'wrong-look'],
    ['a logo that is not there', staffs, replace('logo.svg', 'mark.svg'), 'wrong-logo'],
    [
      'a look without a name in a language',
      dyfed,
      replace('sample: true', `sample: true\n${LOOK}`),
      'nameless',
    ],
    [
      'a frame for a page and not a site',
      staffs,
      replace('languages:', 'framed_by: [https://example.org/help]\nlanguages:'),
      'wrong-shape',
    ],
    ['a frame for every site', staffs, replace('languages:', 'framed_by: ["*"]\nlanguages:'), 'wrong-shape'],
    [
      'a frame without TLS',
      staffs,
      replace('languages:', 'framed_by: [http://example.org]\nlanguages:'),
      'wrong-shape',
    ],
    ['broken YAML', staffs, (text) => `${text}\nlines: [`, 'unreadable'],
    ['broken JSON', services, (text) => `${text}}`, 'unreadable'],
    [
      'a crime that is not ours',
      services,
      replace('"antisocial_behaviour"', '"loud_music"'),
      'unknown-crime',
    ],
    ['a need that is not ours', services, replace('"rights"', '"revenge"'), 'unknown-need'],
    ['a number that lost a digit', services, replace('0300 303 3778', '0300 303 377'), 'wrong-number'],
    ['hours that are no hours', services, replace('"opens_at": "09:00"', '"opens_at": "9am"'), 'wrong-hours'],
    ['a field that nobody knows', services, replace('"phones"', '"fax": "1", "phones"'), 'wrong-shape'],
    ['an id twice', services, replace('"sts-cach"', '"sts-usah"'), 'duplicate-id'],
    [
      'a successor that is not there',
      services,
      replace('"successor": "sts-survive"', '"successor": "sts-thrive"'),
      'unknown-service',
    ],
    [
      'a twin that is not there',
      'areas/dyfed-powys/services.json',
      replace('"same_as": "nat-live-fear-free"', '"same_as": "nat-none"'),
      'unknown-service',
    ],
    [
      'a closed service that would be shown',
      services,
      replace(/("id": "sts-savana"[^]*?"show_in_demo": )false/, '$1true'),
      'shown-unsure',
    ],
    [
      'an unsure service that would be shown',
      services,
      replace(/("id": "sts-cach"[^]*?"show_in_demo": )false/, '$1true'),
      'shown-unsure',
    ],
    [
      'a service of another force',
      services,
      replace('"force": "staffordshire"', '"force": "essex"'),
      'wrong-area',
    ],
    [
      'a line that is not there',
      staffs,
      replace('service: nat-victim-support', 'service: nat-nobody'),
      'unknown-service',
    ],
    [
      'a line that may not be shown',
      staffs,
      replace('service: nat-victim-support', 'service: sts-cach'),
      'hidden-line',
    ],
    [
      'a line that nobody can ring',
      staffs,
      replace('service: nat-victim-support', 'service: sts-glow'),
      'line-without-phone',
    ],
    ['an id that is not the folder’s', staffs, replace('id: staffordshire', 'id: staffs'), 'area-id'],
    ['a force that another area has', staffs, replace('force: staffordshire', 'force: essex'), 'same-force'],
    ['a gateway that serves no area', staffs, replace('force: staffordshire\n', ''), 'gateway-without-area'],
    [
      'a gateway whose record is no hub',
      staffs,
      replace('  service: sts-victim-gateway', '  service: sts-usah'),
      'not-a-hub',
    ],
    [
      'a gateway whose hub is hidden',
      dyfed,
      replace('  url: embedded', '  url: embedded\n  service: dpp-goleudy'),
      'not-a-hub',
    ],
    [
      'a real body named in a demonstration without its record',
      dyfed,
      replace('en: Dyfed-Powys sample gateway', 'en: Goleudy'),
      'sample-name',
    ],
    [
      'a demonstration that sends to a real desk',
      dyfed,
      replace('url: embedded', 'url: https://example.org/gateway'),
      'sample-sends-out',
    ],
    [
      'a demonstration that mails to a real desk',
      dyfed,
      replace('url: embedded', `transport: ${mailTo('desk@hub.example')}`),
      'sample-sends-out',
    ],
    [
      'a demonstration that posts to a real desk',
      dyfed,
      replace('url: embedded', 'transport: { kind: webhook, url: https://hub.example/in }'),
      'sample-sends-out',
    ],
    [
      'a mailbox whose agreement has no day',
      dyfed,
      replace(
        'url: embedded',
        `transport: ${mailTo('desk@localhost').replace('attachment', 'agreed-mailbox')}`,
      ),
      'wrong-shape',
    ],
    [
      'an emergency entry without its dangers',
      'emergency.yaml',
      replace(/, harm_to_others|\[harm_to_others\]/g, ''),
      'wrong-shape',
    ],
    [
      'an emergency number that cannot be dialled',
      'emergency.yaml',
      replace("tel: '116123'", "tel: '116124'"),
      'wrong-number',
    ],
    ['an emergency entry twice', 'emergency.yaml', replace('id: shout', 'id: samaritans'), 'duplicate-id'],
    [
      'bank holidays that are no dates',
      'bank-holidays.json',
      replace('2025-01-01', '1 January 2025'),
      'wrong-shape',
    ],
  ]
  for (const [title, file, change, rule] of cases) {
    it(`tells ${title} as ${rule}, in ${file}`, () => {
      edit(file, change)
      expect(rules()).to.include(`${file} ${rule}`)
    })
  }

  it('tells the line', () => {
    edit(services, replace('0300 303 3778', '0300 303 377'))
    const lines = readFileSync(join(folder, services), 'utf8').split('\n')
    const fault = read().faults.find(({ rule }) => rule === 'wrong-number')
    expect(lines[(fault?.line ?? 0) - 1]).to.include('0300 303 377')
  })

  it('tells the line of broken JSON', () => {
    edit(services, replace('"kind": "information",', '"kind" "information",'))
    const lines = readFileSync(join(folder, services), 'utf8').split('\n')
    const fault = read().faults.find(({ rule }) => rule === 'unreadable')
    expect(lines[(fault?.line ?? 0) - 1]).to.include('"kind" "information"')
  })

  it('tells everything at once', () => {
    edit(staffs, replace('id: staffordshire', 'id: staffs'))
    edit('emergency.yaml', replace('id: shout', 'id: samaritans'))
    edit('areas/essex/services.json', replace('01268 729707', '01268 72970'))
    expect(rules()).to.include.members([
      `${staffs} area-id`,
      'emergency.yaml duplicate-id',
      'areas/essex/services.json wrong-number',
    ])
  })

  it('tells when a floor, a service file or the national area is missing', () => {
    for (const path of ['emergency.yaml', services, 'areas/national'])
      rmSync(join(folder, path), { recursive: true })
    expect(rules()).to.include.members([
      'emergency.yaml missing-file',
      `${services} missing-file`,
      'areas no-national',
    ])
  })

  it('tells when suicide is answered with 999 alone', () => {
    edit('emergency.yaml', (text) => text.split('# From a mobile.')[0] ?? '')
    expect(rules()).to.include('emergency.yaml gap-in-floor')
  })

  it('does not throw where there is nothing at all', () => {
    expect(directoryFromFiles(join(folder, 'nowhere'), { production: false }).faults).to.not.deep.equal([])
  })

  it('lets a demonstration try its own gateway over HTTP', () => {
    edit(dyfed, replace('url: embedded', 'url: http://127.0.0.1:3979'))
    expect(rules()).to.deep.equal([])
  })

  describe('in production', () => {
    const governance = [
      'accessibility: { name: { en: The page team }, email: page@example.org }',
      'governance:',
      '  controller: The controller',
      '  lawful_basis: public task',
      '  privacy_notice: https://example.org/privacy',
      '  data_requests: { web: https://example.org/data }',
      '  complaints: { name: { en: The regulator }, web: https://example.org/complain }',
      '  retention_days: 90',
      '  dpia_signed_on: 2026-10-01',
    ].join('\n')
    const assured = (text: string) =>
      text.replaceAll('"info_checked_on": null', '"info_checked_on": "2026-11-01"')
    const live = (extra: string) => (text: string) =>
      text.replace('sample: true', 'sample: false') + `\n${extra}\n`
    const areas = ['cambridgeshire', 'cheshire', 'dyfed-powys', 'essex', 'national', 'staffordshire']

    it('refuses every sample area', () => {
      expect(rules(true).filter((rule) => rule.endsWith('sample-in-production'))).to.have.length(areas.length)
    })

    it('refuses an area that nobody answers for', () => {
      edit(staffs, live(''))
      edit(services, assured)
      edit('areas/national/services.json', assured)
      expect(rules(true)).to.include(`${staffs} no-governance`)
    })

    it('refuses an area whose accessibility statement would name nobody', () => {
      edit(staffs, live(governance.replace(/^accessibility.*\n/m, '')))
      expect(rules(true)).to.include(`${staffs} no-accessibility-contact`)
      edit(staffs, (text) => text + 'accessibility: { name: { en: The page team }, phone: 01632 960001 }\n')
      expect(rules(true)).to.not.include(`${staffs} no-accessibility-contact`)
    })

    it('refuses a desk of ours without hours and a duty owner', () => {
      edit(staffs, live(governance))
      expect(rules(true)).to.include(`${staffs} desk-without-staff`)
    })

    it('refuses a gateway that is a mailbox without hours and a duty owner: no API says that it is read', () => {
      edit(staffs, (text) =>
        live(governance)(text).replace('url: embedded', `transport: ${mailTo('a@b.example')}`),
      )
      expect(rules(true)).to.include(`${staffs} desk-without-staff`)
    })

    it('refuses a line that nobody has assured', () => {
      edit(staffs, live(governance))
      expect(rules(true)).to.include(`${staffs} hidden-line`)
    })

    it('takes areas that have everything, and shows only what was assured, closed records never', () => {
      for (const area of areas) {
        edit(
          `areas/${area}/area.yaml`,
          live(`${governance}\n  staffed_hours: Weekdays\n  duty_owner: The duty owner`),
        )
      }
      for (const area of areas) {
        const ids = new Set([
          'cam-hub',
          'che-cares',
          'esx-victim-support',
          'sts-victim-gateway',
          'nat-victim-support',
          'sts-savana',
        ])
        edit(`areas/${area}/services.json`, (text) => {
          const file = JSON.parse(text)
          for (const record of file.services) if (ids.has(record.id)) record.info_checked_on = '2026-11-01'
          return JSON.stringify(file)
        })
      }
      const { directory, faults } = read(true)
      expect(faults).to.deep.equal([])
      expect(
        directory
          .services()
          .map(({ id }) => id)
          .sort(),
      ).to.deep.equal([
        'cam-hub',
        'che-cares',
        'esx-victim-support',
        'nat-victim-support',
        'sts-victim-gateway',
      ])
    })
  })

  it('hides records by themselves when they grow a year old, and the floor never', () => {
    const later = { now: () => new Date('2027-11-24T12:00Z') }
    const { directory, emergency, faults } = directoryFromFiles(folder, { production: false, clock: later })
    expect(directory.services()).to.deep.equal([])
    expect(directory.service('nat-victim-support')).to.equal(undefined)
    expect(emergency).to.not.deep.equal([])
    expect(faults).to.deep.equal([])
  })
})
