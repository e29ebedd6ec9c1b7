import { expect } from 'chai'
import { join } from 'node:path'
import { understandingFromFiles } from '../../src/adapters/understanding-local/index.ts'
import { ROOT } from '../../src/content.ts'

const understanding = understandingFromFiles(join(ROOT, 'locales'))

/** Plain words for each kind of danger, and plain words for none, in each language that has danger phrases. */
const SAID: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  cy: {
    immediate: ['mae o wrth y drws efo cyllell', 'mae fy ngŵr yn fy nharo i'],
    suicide: ['dwi isio marw', 'dw i eisiau lladd fy hun'],
    none: ['mae rhywun wedi dwyn fy meic i', 'bore da, sut mae'],
  },
  pl: {
    immediate: ['mąż mnie bije i chce mnie zabić', 'on stoi pod drzwiami z nożem'],
    suicide: ['chcę umrzeć', 'chcę się zabić'],
    none: ['ktoś ukradł mi rower', 'umieram z głodu'],
  },
  ar: {
    immediate: ['زوجي يريد أن يقتلني ومعه سكين', 'يُهَدِّدُنِي بِالسِّكِّينِ'],
    suicide: ['أريد أن أموت', 'سأقتل نفسي الليلة'],
    none: ['سرقوا دراجتي أمس', 'شكرا لكم'],
  },
  ur: {
    immediate: ['میرا شوہر مجھے مار رہا ہے', 'وہ کہتا ہے مجھے جان سے مار دے گا'],
    suicide: ['میں مرنا چاہتی ہوں', 'میں خودکشی کر لوں گا'],
    none: ['کسی نے میری سائیکل چوری کر لی', 'شکریہ'],
  },
  'ur-Latn': {
    immediate: ['mera shohar mujhe maar raha hai', 'wo kehta hai mujhe jaan se maar dega'],
    suicide: ['main marna chahti hoon', 'main khudkushi kar loon ga'],
    none: ['kisi ne meri cycle chori kar li', 'shukriya'],
  },
  ro: {
    immediate: ['soțul meu mă bate chiar acum', 'e la usa cu un cutit', 'spune ca ma omoara daca plec'],
    suicide: ['vreau să mor', 'nu mai vreau sa traiesc'],
    none: ['mi-au furat bicicleta', 'mor de foame', 'bună ziua'],
  },
  pa: {
    immediate: ['ਮੇਰਾ ਪਤੀ ਮੈਨੂੰ ਮਾਰ ਰਿਹਾ ਹੈ', 'ਉਹ ਕਹਿੰਦਾ ਮੈਂ ਤੈਨੂੰ ਜਾਨੋਂ ਮਾਰ ਦੇਵਾਂਗਾ'],
    suicide: ['ਮੈਂ ਮਰਨਾ ਚਾਹੁੰਦੀ ਹਾਂ', 'ਮੈਂ ਖੁਦਕੁਸ਼ੀ ਕਰ ਲਵਾਂਗਾ'],
    none: ['ਕਿਸੇ ਨੇ ਮੇਰਾ ਸਾਈਕਲ ਚੋਰੀ ਕਰ ਲਿਆ', 'ਸਤ ਸ੍ਰੀ ਅਕਾਲ'],
  },
}

describe('Danger in other languages', () => {
  for (const [language, kinds] of Object.entries(SAID))
    for (const [kind, texts] of Object.entries(kinds))
      for (const text of texts)
        it(`${kind === 'none' ? 'is not' : `is ${kind}`} in ${language}: ${text}`, () => {
          const heard = understanding.danger(text)
          if (kind === 'none') return expect(heard.level).to.equal('none')
          expect(heard.level).not.to.equal('none')
          expect(heard.kinds).to.include(kind)
          return expect(heard.language).to.equal(language)
        })

  it('is heard in words of two languages at once', () => {
    expect(understanding.danger('please help mera shohar mujhe maar raha hai').level).not.to.equal('none')
    expect(understanding.danger("mae o'n hitio fi please helpwch").level).not.to.equal('none')
  })
})
