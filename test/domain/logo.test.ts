import { expect } from 'chai'
import { LARGEST_LOGO, logoOf } from '../../src/domain/logo.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const svg = (inside: string, around = ' viewBox="0 0 60 30"'): Uint8Array =>
  bytes(`<svg xmlns="http://www.w3.org/2000/svg"${around}>${inside}</svg>`)
const png = (width: number, height: number): Uint8Array => {
  const file = new Uint8Array(40)
  file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  new DataView(file.buffer).setUint32(16, width)
  new DataView(file.buffer).setUint32(20, height)
  return file
}
const why = (name: string, file: Uint8Array): string => {
  const read = logoOf(name, file)
  return 'what' in read ? read.what : 'taken'
}

describe('A logo', () => {
  it('that is a plain drawing or a picture is taken, and its shape is known', () => {
    const drawing =
      '<?xml version="1.0"?><!-- ours --><svg viewBox="0 0 60 30"><path d="M0 0"/><rect fill="url(#a)"/></svg>'
    expect(logoOf('a.svg', bytes(drawing))).to.include({ type: 'image/svg+xml', ratio: 2 })
    expect(logoOf('a.png', png(90, 30))).to.include({ type: 'image/png', ratio: 3 })
  })

  const refused: readonly (readonly [string, string, Uint8Array])[] = [
    ['a script', 'has <script> in it', svg('<script>alert(1)</script>')],
    ['a script in other letters', 'has <SCRIPT> in it', svg('<SCRIPT>alert(1)</SCRIPT>')],
    [
      'something that runs when it is loaded',
      'has the attribute onload',
      svg('', ' viewBox="0 0 1 1" onload="a()"'),
    ],
    ['HTML inside', 'has <foreignObject> in it', svg('<foreignObject/>')],
    ['a picture from elsewhere', 'has <image> in it', svg('<image href="https://example.org/a.png"/>')],
    ['a part from elsewhere', 'has <use> in it', svg('<use href="https://example.org/a.svg#b"/>')],
    ['a style', 'has <style> in it', svg('<style>@import "https://example.org"</style>')],
    ['a style of one shape', 'has the attribute style', svg('<path style="fill:red"/>')],
    ['a link', 'has <a> in it', svg('<a href="https://example.org"><path/></a>')],
    ['a colour from elsewhere', 'leads elsewhere', svg('<path fill="url(https://example.org/a)"/>')],
    [
      'a type with entities',
      'declares a type',
      bytes('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>'),
    ],
    ['an entity', 'declares a type', svg('<title>&a;</title>')],
    ['a style sheet', 'declares a type', bytes('<?xml-stylesheet href="a.css"?><svg viewBox="0 0 1 1"/>')],
    ['an animation that could change a link', 'has <set> in it', svg('<set attributeName="href"/>')],
    ['no shape', 'has no viewBox', svg('', '')],
    ['too many bytes', `a logo may have ${LARGEST_LOGO}`, svg('<path d="M0 0"/>'.repeat(500))],
  ]
  for (const [what, reason, file] of refused)
    it(`with ${what} is refused`, () => expect(why('a.svg', file)).to.include(reason))

  it('that only calls itself a picture is refused', () => {
    expect(why('a.png', svg(''))).to.include('is no PNG')
    expect(why('a.png', png(0, 3))).to.include('is empty')
  })
})
