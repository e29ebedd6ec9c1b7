import { expect } from 'chai'
import { clearest, contrast, hueOf } from '../../src/domain/contrast.ts'
import { CONTROL, faintIn, FOCUS, lookSchema } from '../../src/domain/look.ts'
import type { Look } from '../../src/domain/look.ts'

const sound: Look = {
  name: { en: 'Help in Sampleshire' },
  light: { accent: '#1d4f91', link: '#1d4f91', button: '#1d4f91', header: '#1d4f91' },
  dark: { accent: '#8ab8f0', link: '#8ab8f0', button: '#8ab8f0', header: '#1d2b3d' },
}
const wrong = (light: Partial<Look['light']>, dark: Partial<Look['dark']> = {}): readonly string[] =>
  faintIn({ ...sound, light: { ...sound.light, ...light }, dark: { ...sound.dark, ...dark } }).map(
    ({ scheme, key }) => `${scheme}.${key}`,
  )

describe('Contrast', () => {
  // The examples that W3C publishes: techniques G17, G18 and C40, failure F24, and "Understanding 1.4.11".
  const published: readonly (readonly [string, string, number])[] = [
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#949494', '#ffffff', 3.03],
    ['#0000ff', '#ffffff', 8.59],
    ['#ff0000', '#ffffff', 4],
    ['#008000', '#ffffff', 5.13],
  ]
  for (const [one, other, ratio] of published)
    it(`of ${one} on ${other} is ${ratio}:1, either way round`, () => {
      expect(contrast(one, other)).to.be.closeTo(ratio, 0.01)
      expect(contrast(other, one)).to.equal(contrast(one, other))
    })

  it('finds a hue, and that grey has none', () => {
    expect(hueOf('#ff0000')).to.deep.equal({ hue: 0, saturation: 1 })
    expect(Math.round(hueOf('#00ff00').hue)).to.equal(120)
    expect(Math.round(hueOf('#0000ff').hue)).to.equal(240)
    expect(Math.round(hueOf('#ff0040').hue)).to.equal(345)
    expect(hueOf('#808080').saturation).to.equal(0)
  })
})

describe('A look', () => {
  it('that can be read is taken', () => expect(faintIn(sound)).to.deep.equal([]))

  const faint: readonly (readonly [
    string,
    Partial<Look['light']>,
    Partial<Look['dark']>,
    readonly string[],
  ])[] = [
    ['a link that is just too pale', { link: '#777777' }, {}, ['light.link']],
    ['a link that is just dark enough', { link: '#767676' }, {}, []],
    ['an accent that is just too pale', { accent: '#959595' }, {}, ['light.accent']],
    ['an accent that is just dark enough', { accent: '#949494' }, {}, []],
    ['a link for light screens on a dark one', {}, { link: '#1d4f91' }, ['dark.link']],
    ['a pale yellow button', { button: '#ffee88' }, {}, ['light.button']],
    ['a button as red as the way out', { button: '#ca3535' }, {}, ['light.button']],
    ['a header as red as the way out', { header: '#d0021b' }, {}, ['light.header']],
    ['a brown header', { header: '#6b3e1f' }, {}, []],
  ]
  for (const [what, light, dark, where] of faint)
    it(`with ${what} is ${where.length === 0 ? 'taken' : `refused at ${where.join()}`}`, () => {
      expect(wrong(light, dark)).to.deep.equal(where)
    })

  it('is told with the ratio, what is needed and a cure', () => {
    const [one] = faintIn({ ...sound, light: { ...sound.light, link: '#777777' } })
    expect(one!.what).to.equal('#777777 on #ffffff has a contrast of 4.47:1, and needs 4.5:1')
    expect(one!.cure).to.equal('Choose a darker colour')
  })

  for (const [what, change] of [
    ['a colour by its name', { light: { ...sound.light, link: 'blue' } }],
    ['a colour with a way out of the style', { light: { ...sound.light, link: '#fff}body{' } }],
    ['a logo from elsewhere', { logo: 'https://example.org/logo.svg' }],
    ['a logo above its folder', { logo: '../essex/logo.svg' }],
    ['a logo of another kind', { logo: 'logo.html' }],
    ['a key of its own', { font: 'Comic Sans' }],
    ['no dark colours', { dark: undefined }],
  ] as const)
    it(`with ${what} has the wrong shape`, () => {
      expect(lookSchema.safeParse({ ...sound, ...change }).success).to.equal(false)
    })

  it('may stand on any colour, and the focus can be seen', () => {
    for (let colour = 0; colour < 0x1000000; colour += 0x2917) {
      const ground = `#${colour.toString(16).padStart(6, '0')}`
      expect(contrast(clearest(ground, FOCUS), ground), ground).to.be.at.least(CONTROL)
    }
  })
})
