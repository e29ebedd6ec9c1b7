/**
 * Written for Haven; nobody in them is real. Telephone numbers are from the ranges that Ofcom keeps for drama, e-mail
 * and links from example domains, and the postcodes, cars and references are made up.
 */

/** A text, what must be gone from it, and what must still be there. */
export interface Told {
  readonly text: string
  readonly gone: readonly string[]
  readonly kept?: readonly string[]
}

/** Texts that say who or where somebody is. */
export const TELLING: readonly Told[] = [
  {
    text: 'My ex Darren keeps turning up outside work, and his mate Kyle films me.',
    gone: ['Darren', 'Kyle'],
    kept: ['My ex', 'turning up outside work', 'films me'],
  },
  {
    text: 'its my husband imran he punched me on friday in front of our daughter zainab',
    gone: ['imran', 'zainab'],
    kept: ['my husband', 'punched me on friday', 'our daughter'],
  },
  {
    text: 'A man called Tobiah Renshaw took my bag outside the station.',
    gone: ['Tobiah', 'Renshaw'],
    kept: ['A man called', 'took my bag'],
  },
  {
    text: 'hes called jaydon and he lives at 14 hawthorn close',
    gone: ['jaydon', '14 hawthorn close'],
    kept: ['lives at'],
  },
  {
    text: 'Mr Okonkwo next door shouts at me. PC Hallam came round but did nothing.',
    gone: ['Okonkwo', 'Hallam'],
    kept: ['next door shouts at me', 'came round'],
  },
  {
    text: 'mrs bhatt from number 23 saw him break the window',
    gone: ['bhatt', '23'],
    kept: ['saw him break the window'],
  },
  {
    text: 'My name is Agnieszka Wolska and my boss keeps touching me.',
    gone: ['Agnieszka', 'Wolska'],
    kept: ['my boss keeps touching me'],
  },
  {
    text: 'He texts me from 07700 900123 all night and rings 020 7946 0018 at work.',
    gone: ['07700 900123', '020 7946 0018'],
    kept: ['all night', 'at work'],
  },
  {
    text: 'my number is +44 7700 900456 pls dont ring after 5',
    gone: ['+44 7700 900456'],
    kept: ['after 5'],
  },
  {
    text: 'u can get me on 07700900789 or jess.holt84@example.com',
    gone: ['07700900789', 'jess.holt84@example.com'],
  },
  {
    text: 'We live at Flat 3B, 118 Gladstone Road, ST16 9QZ and they egg the door.',
    gone: ['3B', '118 Gladstone Road', 'ST16 9QZ'],
    kept: ['they egg the door'],
  },
  {
    text: 'they broke in at cb4 9xw while we was at my nans',
    gone: ['cb4 9xw'],
    kept: ['broke in', 'my nans'],
  },
  {
    text: 'The car that hit my son was a silver Golf, reg YK19 ZZT.',
    gone: ['YK19 ZZT'],
    kept: ['hit my son', 'silver Golf'],
  },
  { text: 'black astra ke57qwx drove off after it hit me', gone: ['ke57qwx'], kept: ['drove off'] },
  {
    text: 'Police gave me crime reference 22/48116/25 and then nobody rang.',
    gone: ['22/48116/25'],
    kept: ['nobody rang'],
  },
  {
    text: 'crime ref no CR-0093371-26, log 412 of 3 March',
    gone: ['CR-0093371-26', '412'],
    kept: ['March'],
  },
  {
    text: 'Born 04/09/1987, if that helps. My date of birth was on the letter he stole: 4 September 1987.',
    gone: ['04/09/1987', '4 September 1987'],
    kept: ['letter he stole'],
  },
  {
    text: 'They used my card 4929 1234 5678 9012, sort code 04-00-04, account 31926819.',
    gone: ['4929 1234 5678 9012', '04-00-04', '31926819'],
    kept: ['They used my card'],
  },
  {
    text: 'somebody took a loan in my name with my NI number QQ 12 34 56 C',
    gone: ['QQ 12 34 56 C'],
    kept: ['took a loan in my name'],
  },
  {
    text: 'he put my photos on https://photos.example.com/u/kelly-anne?id=9 and on insta as @kelly.anne_x',
    gone: ['https://photos.example.com/u/kelly-anne?id=9', '@kelly.anne_x'],
    kept: ['put my photos on'],
  },
  {
    text: 'his snapchat is big_lewis99 and he has got my nudes',
    gone: ['big_lewis99'],
    kept: ['he has got my nudes'],
  },
  {
    text: 'I said no. Mark said nobody would believe me, and then Grace found out.',
    gone: ['Grace'],
    kept: ['nobody would believe me'],
  },
  {
    text: 'I told Rose and my friend Faith what Will did.',
    gone: ['Rose', 'Faith', 'Will'],
    kept: ['I told', 'my friend', 'what'],
  },
  {
    text: "Chloe's dad Gareth Prosser-Lloyd hit me with a bat",
    gone: ['Chloe', 'Gareth', 'Prosser-Lloyd'],
    kept: ['dad', 'hit me with a bat'],
  },
  {
    text: 'my stepdad steve jones gets in my bed',
    gone: ['steve', 'jones'],
    kept: ['my stepdad', 'gets in my bed'],
  },
  {
    text: 'They meet on Marsh Farm Lane every night, by the shop on St Chads Avenue.',
    gone: ['Marsh Farm Lane', 'St Chads Avenue'],
    kept: ['every night', 'by the shop'],
  },
  {
    text: 'Mój mąż Krzysztof mnie bije. Mieszkamy przy 7 Bilton Street.',
    gone: ['Krzysztof', '7 Bilton Street'],
    kept: ['mnie bije'],
  },
  {
    text: 'Mae fy ngŵr Gethin yn fy mygwth i bob nos',
    gone: ['Gethin'],
    kept: ['yn fy mygwth i bob nos'],
  },
  {
    text: 'mera shohar Bilal mujhe marta hai aur uska bhai usman bhi',
    gone: ['Bilal', 'usman'],
    kept: ['mujhe marta hai'],
  },
  {
    text: 'Soțul meu Ionuț mă amenință, iar mama lui Mihaela știe.',
    gone: ['Ionuț', 'Mihaela'],
    kept: ['mă amenință'],
  },
  {
    text: 'MY EX LIAM SAYS HE WILL KILL MY DOG',
    gone: ['LIAM'],
    kept: ['MY EX', 'SAYS HE WILL KILL MY DOG'],
  },
  {
    text: 'NHS number 485 777 3456, hospital says it was assault',
    gone: ['485 777 3456'],
    kept: ['hospital says it was assault'],
  },
  {
    text: 'He found our refuge from facebook.com/groups/safe-house-12 and told Uncle Rafiq.',
    gone: ['facebook.com/groups/safe-house-12', 'Rafiq'],
    kept: ['He found our refuge'],
  },
]

/** Texts that look as if they did, and do not: they must come through as they are. */
export const HARMLESS: readonly string[] = [
  'My ex will not stop. He will mark my card, he says.',
  'they tried to rob me and nick my phone on Monday',
  'It started in May 2021 and got worse by August.',
  'my ex called me a slag and called my boss',
  'She was called names at school every day in June.',
  'Mum and Dad do not believe me, but Nan does.',
  'I rang 999 and then 101, and they said ring 111.',
  'he is on it 24/7 and messages me 50 times a day',
  'I am 14 and he is 32, we met on Snapchat',
  'I lost £15,000 to a man I met online, then 2500 pounds more.',
  'It was between 10.30 and 11.15 on 3 March, near the A500 by junction 16 of the M6.',
  'from 2019-2021 it happened about 200 times',
  'Two men in the street took my bike at half past 7.',
  '3 lads down my road keep kicking the ball at my door',
  'my instagram was hacked and so was my facebook',
  'I want to report a hate crime. I am a Muslim woman and they pulled my scarf.',
  'Polish people in our street get spat at every Friday',
  'I miss my son. He was killed on Christmas Eve.',
  'Victim Support rang me, and Citizens Advice said ask the police.',
  'my pc was hacked and they want bitcoin',
  'we got home and the house was turned over, telly and laptop gone',
  'He has been charged. Court is in April. I am scared to give evidence.',
  'my iphone 14 got snatched by a lad on a moped',
  'I do not want him to know that I told anyone. I hope you can help. God bless.',
  'he said if i left work.me and the kids would be dead',
  'Since b4 2nd lockdown he controls my money and who I see',
  'Someone set fire to the bins behind the High Street.',
  'A gang is using my flat to sell drugs and will not leave',
  'named and shamed online by people I never met',
  'My manager at Tesco touches me. The Sergeant was kind.',
]

/** Written after the rules, to see how they do on texts that they were not made from. */
export const UNSEEN: readonly Told[] = [
  { text: 'the lad next door, callum barrett, keyed my car again', gone: ['callum', 'barrett'] },
  { text: 'I think it was Shanelle from the salon who sent it', gone: ['Shanelle'] },
  { text: 'my uncle Femi Adeyemi touched me when I was 9', gone: ['Femi', 'Adeyemi'] },
  { text: 'Ring me on 01632 960 754 or text 07700-900-321', gone: ['01632 960 754', '07700-900-321'] },
  { text: 'ref: XB7719204K from the bank, they said fraud', gone: ['XB7719204K'] },
  {
    text: 'He drives a white van BD68 TRV and parks at 9 Orchard View',
    gone: ['BD68 TRV', '9 Orchard View'],
  },
  { text: 'plate was l44 nky something', gone: ['l44 nky'] },
  { text: 'he made an onlyfans as kaylee_b_xo with my pics', gone: ['kaylee_b_xo'] },
  { text: 'email him at r.dunmore at gmail dot com', gone: ['r.dunmore'] },
  { text: 'we stay in apartment 12, Calder House, LS9 8RR', gone: ['apartment 12', 'LS9 8RR'] },
  { text: 'Sgt Whitlock and DC Amara Osei took my statement', gone: ['Whitlock', 'Amara', 'Osei'] },
  { text: 'his name is brayden and he is 15', gone: ['brayden'] },
  { text: 'born on 9th of June 2003 in Leeds', gone: ['9th of June 2003'] },
  { text: "My neighbour Mrs. O'Rourke heard it all", gone: ["O'Rourke"] },
  { text: 'this guy Yusuf off Grindr robbed me at knifepoint', gone: ['Yusuf'] },
  { text: 'dr. Sengupta at the surgery groped me', gone: ['Sengupta'] },
  { text: 'mes i fab Dafydd ei guro yn y parc', gone: ['Dafydd'] },
  { text: 'moja sąsiadka Pani Zielińska widziała wszystko', gone: ['Zielińska'] },
  { text: 'my passport 533380006 was taken by the boss, Mr Costin', gone: ['533380006', 'Costin'] },
  { text: 't.me/leaks_hull has my photos', gone: ['t.me/leaks_hull'] },
  { text: 'Nevaeh and Kaiden were in the car when he crashed into us', gone: ['Nevaeh', 'Kaiden'] },
]

/** Harmless ones, written after the rules too. */
export const UNSEEN_HARMLESS: readonly string[] = [
  'I was mugged on the way home from work, he had a knife.',
  'It was a Tuesday in March and I was with my nan.',
  'My ex May have a gun, I am not sure.',
  'they want 500 quid by 5pm or they post the pics',
  'My dad hit me. Then Mum cried.',
  'He grabbed me in the park by the Lidl.',
  'Since 2016 my husband has not let me out.',
  'I rang 101 at 14:05 and again at 16.30.',
  'He is a police officer and no one will listen',
  'been scammed out of £2,350.50 by text',
  'the boss keeps our passports and we sleep 8 to a room',
  'The hate started after Brexit, they shout go home',
  'someone spiked my drink at a house party',
  '16 year old girl here, my teacher messages me',
  'I hope this is the right place. Please help me.',
]
