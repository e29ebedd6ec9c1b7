import type { Crime } from './crimes.ts'

/** Kinds of crime as a person would group them, for choosing from a list. Some crimes stand in no group. */
export const GROUPS: Readonly<Record<string, readonly Crime[]>> = {
  close: ['domestic_abuse', 'honour_abuse_forced_marriage', 'fgm', 'child_abuse', 'older_person_abuse'],
  sexual: ['sexual_violence', 'childhood_sexual_abuse', 'intimate_images', 'spiking'],
  followed: ['stalking', 'harassment', 'hate_crime', 'antisocial_behaviour'],
  hurt: ['assault', 'weapon_attack', 'robbery', 'kidnap_attempted_murder', 'terror_major_incident'],
  controlled: ['modern_slavery', 'child_exploitation', 'home_takeover'],
  stolen: [
    'burglary',
    'theft_from_person',
    'vehicle_crime',
    'bicycle_theft',
    'theft',
    'damage_arson',
    'business_crime',
  ],
  online: ['fraud', 'romance_investment_fraud', 'cyber_crime'],
  died: ['bereaved_by_homicide', 'road_crime'],
}
