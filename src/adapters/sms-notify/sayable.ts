/** GSM 7-bit default alphabet and its extension (3GPP TS 23.038). */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€'
/** Letters that Notify keeps for Welsh besides. */
const WELSH = 'àèìòùẁỳÀÈÌÒÙẀỲáéíóúẃýÁÉÍÓÚẂÝäëïöüẅÿÄËÏÖÜẄŸâêîôûŵŷÂÊÎÔÛŴŶ'
/** Signs that it sends as plainer ones. */
const PLAINER = '‘’“”–—…\u00A0\u200B\t'

const KEPT = new Set(GSM + WELSH + PLAINER)

/**
 * Whether Notify sends a text as it reads. It drops the accents of other Latin letters, and puts question marks for
 * other scripts (`sanitise_text.py` of notifications-utils): nobody is sent those.
 */
export const isSayable = (text: string): boolean =>
  [...text.normalize('NFC')].every((sign) => KEPT.has(sign) || KEPT.has(sign.normalize('NFD')[0] ?? sign))
