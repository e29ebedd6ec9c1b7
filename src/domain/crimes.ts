/** The 34 crimes that a person can name. Ids are stable: referrals, services and words refer to them. */
export const CRIMES = [
  'domestic_abuse',
  'sexual_violence',
  'childhood_sexual_abuse',
  'child_abuse',
  'child_exploitation',
  'stalking',
  'harassment',
  'intimate_images',
  'spiking',
  'assault',
  'weapon_attack',
  'kidnap_attempted_murder',
  'hate_crime',
  'honour_abuse_forced_marriage',
  'fgm',
  'modern_slavery',
  'home_takeover',
  'older_person_abuse',
  'bereaved_by_homicide',
  'road_crime',
  'terror_major_incident',
  'robbery',
  'theft_from_person',
  'burglary',
  'vehicle_crime',
  'bicycle_theft',
  'theft',
  'business_crime',
  'damage_arson',
  'fraud',
  'romance_investment_fraud',
  'cyber_crime',
  'antisocial_behaviour',
  'other',
] as const

export type Crime = (typeof CRIMES)[number]

export const isCrime = (id: string): id is Crime => (CRIMES as readonly string[]).includes(id)

/** Crimes for which a line that is open now stands above every other offer (issue: the front door, step 9). */
export const LINE_FIRST: readonly Crime[] = [
  'domestic_abuse',
  'stalking',
  'honour_abuse_forced_marriage',
  'sexual_violence',
  'modern_slavery',
  'child_exploitation',
]

/**
 * Crimes after which Haven itself never offers restorative justice or mediation: the person responsible may
 * use the meeting to harm again.
 */
export const NO_RESTORATIVE: readonly Crime[] = [
  'domestic_abuse',
  'stalking',
  'honour_abuse_forced_marriage',
  'sexual_violence',
  'childhood_sexual_abuse',
  'child_abuse',
  'child_exploitation',
  'intimate_images',
  'fgm',
  'modern_slavery',
  'spiking',
]
