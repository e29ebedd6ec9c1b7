import { expect } from 'chai'
import { readCsv } from '../../src/directory/csv/read.ts'
import { asCsv } from '../../src/directory/csv/write.ts'
import { service } from '../domain/services.ts'

const options = { file: 'services.csv', today: '2026-11-28', force: 'essex' }
const councils = {
  nameOf: (code: string) => ({ E07000197: 'Stafford', E06000021: 'Stoke-on-Trent' })[code],
  codesOf: (name: string) =>
    /^stafford$/i.test(name) ? ['E07000197'] : /^newcastle$/i.test(name) ? ['E1', 'E2'] : [],
}
const readBytes = (bytes: Uint8Array) => readCsv(bytes, { ...options, councils })
const read = (...lines: readonly string[]) => readBytes(Buffer.from(lines.join('\r\n')))
const rules = (arrival: ReturnType<typeof read>) => arrival.troubles.map(({ at, rule }) => `${at} ${rule}`)

/** What one cell of one column is read as: the record, or the refusal. */
function cell(header: string, content: string) {
  const arrival = read(`Id,Name,${header}`, `test-one,One,"${content.replaceAll('"', '""')}"`)
  const [trouble] = arrival.troubles
  return { service: arrival.services[0]?.service, trouble, note: arrival.notes[0] }
}

describe('A spreadsheet', () => {
  const text = 'Id,Name,Description\r\ntest-one,Cymorth i ŵyr – llŷn,Café £5'
  const le = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const encodings: Readonly<Record<string, Uint8Array>> = {
    'UTF-8': Buffer.from(text),
    'UTF-8 with a byte order mark': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    'UTF-16, little end first': le,
    'UTF-16, big end first': Buffer.from(le).swap16(),
  }
  for (const [encoding, bytes] of Object.entries(encodings)) {
    it(`is read in ${encoding}`, () => {
      const { services, troubles, notes } = readBytes(bytes)
      expect([...troubles, ...notes]).to.deep.equal([])
      expect(services[0]?.service.name).to.equal('Cymorth i ŵyr – llŷn')
      expect(services[0]?.service.description).to.equal('Café £5')
    })
  }

  it('that is not UTF-8 is read as Windows-1252, and that is said', () => {
    const old = Buffer.from('Id,Name,Description\r\ntest-one,One,Caf\xe9 \x96 \xa35', 'latin1')
    const { services, notes } = readBytes(old)
    expect(services[0]?.service.description).to.equal('Café – £5')
    expect(notes.map(({ rule }) => rule)).to.deep.equal(['old-letters'])
  })

  for (const separator of [',', ';', '\t']) {
    it(`is read with ${JSON.stringify(separator)} between its cells`, () => {
      const rows = [
        ['Id', 'Name', 'Description'],
        ['test-one', 'One', '"a, b; c\td"'],
      ]
      const { services, troubles } = read(...rows.map((row) => row.join(separator)))
      expect(troubles).to.deep.equal([])
      expect(services[0]?.service.description).to.equal('a, b; c\td')
    })
  }

  it('may say its separator in a line of its own, as Excel writes it', () => {
    const { services } = read('sep=;', 'Id;Name', 'test-one;One')
    expect(services.map(({ at }) => at)).to.deep.equal(['row 2'])
  })

  it('counts rows as it shows them: lines in a cell and empty rows do not put the numbers out', () => {
    const arrival = read('Id,Name,Minimum age', 'test-a,"two', 'lines",1', '', 'test-b,B,2', 'test-c,C,old')
    expect(arrival.services.map(({ at }) => at)).to.deep.equal(['row 2', 'row 4'])
    expect(rules(arrival)).to.deep.equal(['row 5 not-a-number'])
  })

  it('with a broken quote is refused whole, with the row', () => {
    for (const broken of ['test-b,"B', 'test-b,"B" x']) {
      const arrival = read('Id,Name', 'test-a,"two', 'lines"', broken, 'test-c,C')
      expect(arrival.services).to.deep.equal([])
      expect(rules(arrival)).to.deep.equal(['the file quotes'])
      expect(arrival.troubles[0]?.what).to.include('row 3')
    }
  })

  const files: Readonly<Record<string, readonly [bytes: Uint8Array, rule: string]>> = {
    'an empty file': [Buffer.from(''), 'empty-file'],
    'a file of spaces': [Buffer.from(' \r\n\r\n'), 'empty-file'],
    'headers without rows': [Buffer.from('Id,Name\r\n,,\r\n'), 'empty-file'],
    'a workbook': [Buffer.from('PK\x03\x04rest of it'), 'not-csv'],
    'an old workbook': [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'not-csv'],
    'a picture': [Buffer.from([0x89, 0x50, 0, 1, 2, 0, 255]), 'not-csv'],
    'half a letter of UTF-16': [Buffer.concat([le, Buffer.from([0x41])]), 'spoilt-letters'],
    'a million rows': [Buffer.from(`Id,Name\n${'a,b\n'.repeat(1_000_000)}`), 'too-large'],
    '50 MB': [Buffer.alloc(50_000_000, 'Id,Name\n'), 'too-large'],
  }
  for (const [what, [bytes, rule]] of Object.entries(files)) {
    it(`is refused when it is ${what}`, () => {
      const arrival = readBytes(bytes)
      expect(arrival.services).to.deep.equal([])
      expect(rules(arrival)).to.deep.equal([`the file ${rule}`])
      expect(arrival.troubles[0]?.cure).to.match(/\w/)
    })
  }
})

describe('The first row of a spreadsheet', () => {
  it('may write its headers as fields are written', () => {
    expect(read('id,NAME,who_for', 'test-one,One,Anyone').services[0]?.service.who_for).to.equal('Anyone')
  })

  it('is refused for an unknown column, with the nearest one', () => {
    const arrival = read('Id,Name,Websit,Favourite colour', 'test-one,One,,')
    expect(rules(arrival)).to.deep.equal(['row 1 unknown-column', 'row 1 unknown-column'])
    expect(arrival.troubles[0]?.cure).to.include('"Website"')
    expect(arrival.troubles[1]?.cure).to.include('--columns')
  })

  it('is refused without the id or the name, and with a column twice', () => {
    expect(rules(read('Name,Email', 'One,'))).to.deep.equal(['row 1 missing-column'])
    expect(rules(read('Id,Email', 'test-one,'))).to.deep.equal(['row 1 missing-column'])
    expect(rules(read('Id,Name,Email,E-mail', 'test-one,One,,'))).to.deep.equal(['row 1 doubled-column'])
  })

  it('is refused for a part of an address or of a waiting time', () => {
    const arrival = read('Id,Name,Town,Takes people', 'test-one,One,,')
    expect(arrival.troubles.map(({ what }) => /"(.+)"/.exec(what)?.[1])).to.deep.equal([
      'Address',
      'Postcode',
      'Weeks to wait',
      'Capacity as of',
    ])
  })
})

describe('A row of a spreadsheet', () => {
  it('with one bad cell is refused whole, and the others come in', () => {
    const arrival = read('Id,Name,Email,Kind', 'test-a,A,a,nonsense', 'test-b,B,b@example.org,support')
    expect(rules(arrival)).to.deep.equal(['row 2 wrong-email', 'row 2 unknown-word'])
    expect(arrival.services.map(({ service: { id } }) => id)).to.deep.equal(['test-b'])
    expect(arrival.named).to.deep.equal(['test-a', 'test-b'])
  })

  it('without an id is told about merged cells', () => {
    const arrival = read('Id,Name,Phones', 'test-a,A,999', ',,101')
    expect(rules(arrival)).to.deep.equal(['row 3 no-id'])
    expect(arrival.troubles[0]?.cure).to.include('merged')
  })

  it('with the id of another is refused, and so is the other', () => {
    expect(rules(read('Id,Name', 'test-a,A', 'test-b,B', 'test-a,C'))).to.deep.equal([
      'row 2 doubled-id',
      'row 4 doubled-id',
    ])
  })

  it('with more cells than headers is refused, and one that a spreadsheet cut short is not', () => {
    const arrival = read('Id,Name,Description,Email', 'test-a,A,one, two,b@example.org', 'test-b,B')
    expect(rules(arrival)).to.deep.equal(['row 2 too-many-cells'])
    expect(arrival.services.map(({ service: { id } }) => id)).to.deep.equal(['test-b'])
  })

  it('speaks only of the columns that are there', () => {
    const [one] = read('Id,Name,Councils,Sources', 'test-a,A,E07000197,').services
    expect(one?.fields).to.deep.equal(['id', 'name', 'where.councils'])
  })

  it('makes a new record that nobody sees before somebody has checked it', () => {
    const [one] = read('Id,Name', 'test-a,A').services
    expect(one?.service).to.deep.include({
      show_in_demo: false,
      confidence: 'low',
      info_checked_on: null,
      collected_on: '2026-11-28',
      where: { force: 'essex' },
      sources: [{ url: 'services.csv', kind: 'spreadsheet', page_date: '2026-11-28' }],
    })
  })

  it('brings a formula back as the text that it was', () => {
    const name = '=HYPERLINK("http://evil.example")'
    const csv = asCsv([service('test-a', { name, where: { force: 'essex' } })])
    expect(csv).to.include(`"'=HYPERLINK`)
    expect(readBytes(Buffer.from(csv)).services[0]?.service.name).to.equal(name)
  })
})

describe('A cell of a spreadsheet', () => {
  const good: readonly (readonly [header: string, content: string, field: string, value: unknown])[] = [
    ['Info checked on', '2026-10-31', 'info_checked_on', '2026-10-31'],
    ['Info checked on', '31/10/2026', 'info_checked_on', '2026-10-31'],
    ['Info checked on', '31 October 2026', 'info_checked_on', '2026-10-31'],
    ['Info checked on', '46354', 'info_checked_on', '2026-11-28'],
    [
      'Phones',
      '01785 601690 (Helpline); 101',
      'phones',
      [{ number: '01785 601690', label: 'Helpline' }, { number: '101' }],
    ],
    [
      'Phones',
      '0808 2000 247\n999 (Danger)',
      'phones',
      [{ number: '0808 2000 247' }, { number: '999', label: 'Danger' }],
    ],
    ['Crimes', 'Domestic abuse; hate-crime', 'crimes', ['domestic_abuse', 'hate_crime']],
    ['Crimes', 'all', 'crimes', ['*']],
    ['Languages', 'English; Welsh; BSL', 'languages', ['en', 'cy', 'bfi']],
    ['Run by the police', 'TRUE', 'police_run', true],
    ['Minimum age', '18.0', 'minimum_age', 18],
    ['Councils', 'Stafford; E06000021', 'where', { force: 'essex', councils: ['E07000197', 'E06000021'] }],
    ['Councils', 'Stafford (E07000197)', 'where', { force: 'essex', councils: ['E07000197'] }],
    ['Hours', '', 'hours', null],
    ['Sources', 'https://example.org | owner', 'sources', [{ url: 'https://example.org', kind: 'owner' }]],
  ]
  for (const [header, content, field, value] of good) {
    it(`is read: ${header} ${JSON.stringify(content)}`, () => {
      const { service: record, trouble } = cell(header, content)
      expect(trouble).to.equal(undefined)
      expect(Object.entries(record ?? {}).find(([name]) => name === field)?.[1]).to.deep.equal(value)
    })
  }

  const bad: readonly (readonly [header: string, content: string, rule: string, cure: RegExp])[] = [
    ['Phones', '1785601690', 'number-spoilt', /as text/],
    ['Phones', '1785 601690 (Helpline)', 'number-spoilt', /as text/],
    ['Phones', '8.08E+09', 'number-spoilt', /as text/],
    ['Text number', '7860077333', 'number-spoilt', /as text/],
    ['Phones', '+44 1785 601690', 'wrong-number', /01785601690/],
    ['Phones', '0300 303 778', 'wrong-number', /every digit/],
    ['Phones', '999 ("Danger)', 'quotes', /Close it/],
    ['Info checked on', '12/31/2026', 'not-a-date', /2026-12-31/],
    ['Info checked on', '31/12/26', 'not-a-date', /2026-12-31/],
    ['Info checked on', '2026-02-30', 'not-a-date', /2026-12-31/],
    ['Info checked on', '2026-11-29', 'date-ahead', /Check/],
    ['Crimes', 'domestic abus', 'unknown-word', /domestic_abuse/],
    ['Councils', 'Newcastle', 'unknown-council', /code/],
    ['Councils', 'Stafford (E06000021)', 'unknown-council', /one of them/],
    ['Councils', 'E07009999', 'unknown-council', /code/],
    ['Website', 'www.example.org', 'wrong-website', /https:\/\/www\.example\.org/],
    ['Minimum age', '18+', 'not-a-number', /digits/],
    ['Minimum age', '121', 'wrong-cell', /whole years/],
    ['Kind', '', 'blank', /support/],
    ['Other forces', 'Greater Manchester', 'wrong-force', /greater-manchester$/],
    ['Who for', 'Anyone \u202e', 'unseen-signs', /anew/],
    ['Languages', 'Klingon', 'unknown-language', /code/],
    ['Description', 'Caf\ufffd', 'spoilt-letters', /UTF-8/],
    ['Accreditations', '| level', 'wrong-accreditation', /scheme/],
    ['Sources', 'https://example.org', 'wrong-source', /kind/],
  ]
  for (const [header, content, rule, cure] of bad) {
    it(`is refused with a cure: ${header} ${JSON.stringify(content)}`, () => {
      const { service: record, trouble } = cell(header, content)
      expect(record).to.equal(undefined)
      expect(trouble?.rule).to.equal(rule)
      expect(trouble?.at).to.equal('row 2')
      expect(trouble?.what).to.match(new RegExp(`^${header}: `))
      expect(trouble?.cure).to.match(cure)
    })
  }

  it('with a date that could be read in two ways has the day first, and that is said', () => {
    const { service: record, note } = cell('Info checked on', '03/04/2026')
    expect(record?.info_checked_on).to.equal('2026-04-03')
    expect(note).to.deep.include({ at: 'row 2', rule: 'day-first' })
    expect(cell('Info checked on', '04/04/2026').note).to.equal(undefined)
  })

  it('with an address that is withheld may not give its town', () => {
    const row = (town: string, postcode: string) =>
      read('Id,Name,Address,Town,Postcode', `test-a,A,Withheld,${town},${postcode}`)
    expect(row('', '').services[0]?.service.address).to.deep.equal({ withheld: true })
    expect(rules(row('Stafford', ''))).to.deep.equal(['row 2 half-withheld'])
    expect(rules(row('', 'ST16 3DR'))).to.deep.equal(['row 2 half-withheld'])
  })

  it('with an address that has no postcode, or a wait without its weeks, is refused', () => {
    expect(rules(read('Id,Name,Address,Town,Postcode', 'test-a,A,1 High Street,Stafford,'))).to.deep.equal([
      'row 2 wrong-cell',
    ])
    expect(
      rules(read('Id,Name,Takes people,Weeks to wait,Capacity as of', 'test-a,A,waiting,,2026-11-01')),
    ).to.deep.equal(['row 2 wrong-cell'])
  })
})
