// The emoji we offer, in groups, each with the words it is found by; the first word is its name. Plain data: others can
// still be typed or pasted.

export interface Emoji {
  readonly sign: string;
  readonly words: readonly string[];
}
export interface EmojiGroup {
  readonly name: 'smileys' | 'people' | 'nature' | 'food' | 'doings' | 'things' | 'signs';
  readonly emoji: readonly Emoji[];
}

const SMILEYS = `
😀 grin happy smile|😃 smile happy open|😄 laughing happy eyes|😁 beaming grin teeth|😆 squinting laugh haha
😅 sweat relief phew nervous|🤣 rofl rolling floor laugh lol|😂 joy tears laugh cry lol|🙂 slight smile ok
🙃 upside down silly irony|😉 wink flirt|😊 blush happy warm|😇 halo angel innocent|🥰 love hearts adore
😍 heart eyes love crush|🤩 star struck wow excited|😘 kiss love|😗 kissing whistle|😋 yum tasty delicious
😛 tongue playful|😜 crazy wink tongue joke|🤪 zany goofy wild|🤗 hug embrace thanks|🤭 giggle oops hand
🤫 hush quiet secret shh|🤔 thinking hmm consider|🤐 zipper mouth secret silent|🤨 eyebrow doubt suspicious
😐 neutral meh|😑 expressionless blank|😶 speechless silent|😏 smirk sly|😒 unamused annoyed|🙄 eyeroll whatever
😬 grimace awkward yikes|🤥 lie pinocchio|😌 relieved calm peace|😔 pensive sad sorry|😪 sleepy tired
😴 sleeping zzz night tired|😷 mask ill sick|🤒 thermometer fever ill|🤕 bandage hurt injured|🤢 nausea sick disgust
🤮 vomit sick|🤧 sneeze cold tissue|🥵 hot heat summer|🥶 cold freezing winter|😵 dizzy dead|🤯 mind blown exploding
🥳 party celebrate birthday hat|😎 cool sunglasses|🤓 nerd glasses study|😕 confused unsure|😟 worried concerned
🙁 frown sad|😮 surprised wow open oh|😯 hushed surprise|😲 astonished shock|😳 flushed embarrassed
🥺 pleading please puppy|😦 frowning dismay|😨 fearful scared|😰 anxious sweat|😥 disappointed relief sad
😢 crying sad tear|😭 sobbing cry loud sad|😱 scream fear shock|😖 confounded|😣 persevering struggle
😞 disappointed sad|😓 downcast sweat work|😩 weary tired|😫 tired exhausted|🥱 yawn bored tired
😤 huff triumph steam|😡 angry rage red|😠 angry mad|🤬 swearing curse|😈 devil mischief|💀 skull dead
💩 poop|🤡 clown|👻 ghost halloween boo|👽 alien space|🤖 robot|😺 cat smile|🙈 see no monkey shy|🙉 hear no monkey
🙊 speak no monkey secret`;

const PEOPLE = `
👍 thumbs up yes like good ok|👎 thumbs down no bad|👌 ok fine perfect|🤌 pinched italian|✌️ victory peace two
🤞 fingers crossed luck hope|🤟 love you sign|🤘 rock horns|🤙 call me shaka|👈 left point|👉 right point
👆 up point|👇 down point|☝️ one up point|👋 wave hello bye hi|🤚 back hand raised|🖐️ hand five|✋ stop high five hand
👏 clap bravo applause|🙌 hooray hands raised praise|👐 open hands|🤲 palms together|🤝 handshake deal agree
🙏 please thanks pray folded|✍️ writing hand|💪 strong muscle flex|🫶 heart hands love|👀 eyes look see
🧠 brain smart|👂 ear listen|👃 nose smell|👄 mouth lips|👶 baby|🧒 child kid|👦 boy|👧 girl|🧑 person adult|👨 man
👩 woman|🧓 older person|👵 grandma old woman|👴 grandpa old man|🤷 shrug dunno whatever|🤦 facepalm
🙋 raising hand question|🙆 ok gesture|🙅 no gesture stop|🙇 bow sorry thanks|💁 tipping hand info
🏃 running run|🚶 walking walk|💃 dancing dance woman|🕺 dancing dance man|👯 party dancers|🧘 yoga meditation calm
🛌 bed sleep rest|👪 family|👫 couple hands|💑 couple heart|🤰 pregnant|🧑‍🍳 cook chef|🧑‍🏫 teacher|🧑‍🌾 farmer garden
🧑‍🔧 mechanic repair plumber|👷 builder work|🦸 hero|🎅 santa christmas|🧙 wizard magic|🧚 fairy`;

const NATURE = `
🐶 dog puppy|🐱 cat kitten|🐭 mouse|🐹 hamster|🐰 rabbit bunny easter|🦊 fox|🐻 bear|🐼 panda|🐨 koala|🐯 tiger|🦁 lion
🐮 cow|🐷 pig|🐸 frog|🐵 monkey|🐔 chicken hen|🐧 penguin|🐦 bird|🐤 chick|🦆 duck|🦉 owl night|🦇 bat|🐺 wolf|🐴 horse
🦄 unicorn|🐝 bee honey|🐛 bug caterpillar|🦋 butterfly|🐌 snail slow|🐞 ladybird beetle|🐜 ant|🕷️ spider|🐢 turtle slow
🐍 snake|🐙 octopus|🐟 fish|🐬 dolphin|🐳 whale|🦈 shark|🐘 elephant|🦒 giraffe|🐑 sheep|🐐 goat|🐓 rooster|🐿️ squirrel
🦔 hedgehog|🐾 paws|🌵 cactus|🎄 christmas tree|🌲 tree evergreen|🌳 tree|🌱 seedling plant grow|🌿 herb leaf basil
🍀 clover luck|🍁 maple autumn|🍂 leaves autumn fall|🍄 mushroom|💐 flowers bouquet|🌷 tulip spring|🌹 rose|🌻 sunflower
🌸 blossom cherry spring|🌞 sun face|🌝 moon face|🌙 moon night|⭐ star|🌟 star glowing|✨ sparkles shiny new|⚡ lightning fast
🔥 fire hot lit|🌈 rainbow pride|☀️ sun sunny|⛅ cloudy|☁️ cloud|🌧️ rain|⛈️ storm thunder|❄️ snowflake cold winter
⛄ snowman winter|💨 wind dash|💧 drop water|🌊 wave sea water|🌍 earth world globe`;

const FOOD = `
🍏 apple green|🍎 apple red|🍐 pear|🍊 orange tangerine|🍋 lemon|🍌 banana|🍉 watermelon|🍇 grapes|🍓 strawberry|🫐 blueberries
🍒 cherries|🍑 peach|🥭 mango|🍍 pineapple|🥥 coconut|🥝 kiwi|🍅 tomato|🍆 aubergine|🥑 avocado|🥦 broccoli|🥬 leafy salad
🥒 cucumber|🌶️ chilli hot|🌽 corn|🥕 carrot|🧄 garlic|🧅 onion|🥔 potato|🍞 bread|🥐 croissant|🥖 baguette bread|🥨 pretzel
🧀 cheese|🥚 egg|🍳 fried egg cooking|🥞 pancakes|🧇 waffle|🥓 bacon|🍗 chicken leg|🍔 burger|🍟 fries chips|🍕 pizza
🌭 hot dog|🥪 sandwich|🌮 taco|🌯 burrito wrap|🥗 salad|🍝 pasta spaghetti|🍜 noodles soup|🍲 stew pot soup|🍛 curry rice
🍣 sushi|🥟 dumpling|🍚 rice|🍦 ice cream|🍩 doughnut|🍪 cookie biscuit|🎂 birthday cake|🍰 cake slice|🧁 cupcake|🥧 pie
🍫 chocolate|🍬 sweet candy|🍿 popcorn film|🍯 honey|🥛 milk|☕ coffee|🍵 tea|🧃 juice|🥤 drink cup|🍺 beer|🍻 beers cheers
🥂 cheers toast champagne|🍷 wine|🍸 cocktail|🍾 bottle champagne celebrate|🍽️ plate dinner meal|🍴 fork knife eat|🥄 spoon`;

const DOINGS = `
⚽ football soccer|🏀 basketball|🏈 american football|⚾ baseball|🎾 tennis|🏐 volleyball|🏓 table tennis|🏸 badminton
⛳ golf|🏹 archery bow|🎣 fishing|🥊 boxing|⛸️ skating ice|🎿 ski|🛷 sledge|🏊 swimming swim|🚴 cycling bike|🧗 climbing
🏆 trophy win cup|🥇 gold medal first|🎽 shirt run|🎮 game controller play|🎲 dice game|♟️ chess|🧩 puzzle|🎯 dart target goal
🎨 art paint|🎭 theatre|🎬 film movie|🎤 microphone sing karaoke|🎧 headphones music|🎵 note music|🎶 notes music|🎸 guitar
🎹 piano|🎻 violin|🥁 drum|🎺 trumpet|🎉 party tada celebrate|🎊 confetti|🎈 balloon birthday|🎁 gift present|🎃 pumpkin halloween
🎆 fireworks|🎇 sparkler|🏮 lantern light|🎪 circus|🚗 car drive|🚕 taxi|🚌 bus|🚚 lorry truck move|🚜 tractor|🚲 bicycle bike
🛵 scooter|🚆 train|🚇 metro underground|✈️ plane fly travel|🚀 rocket launch|⛵ boat sail|🚢 ship|⚓ anchor|🏠 house home
🏡 house garden home|🏢 office|🏫 school|🏥 hospital|🏪 shop|⛪ church|🕌 mosque|🛕 temple|🕍 synagogue|⛺ tent camp
🏖️ beach holiday|🏔️ mountain|🗺️ map|🧳 luggage travel|🗽 statue liberty|🌅 sunrise|🌃 night city stars|🌉 bridge`;

const THINGS = `
📱 phone mobile|💻 laptop computer|⌨️ keyboard|🖨️ printer|📷 camera photo|📸 camera flash|🎥 video camera|📺 television tv
📞 telephone call|🔋 battery|🔌 plug power|💡 bulb idea light|🔦 torch light|🕯️ candle light|🧯 extinguisher|💸 money wings
💰 money bag|💳 card pay|🧾 receipt bill|💎 gem diamond|🔧 spanner wrench fix|🔨 hammer|🪛 screwdriver|🛠️ tools repair
🪜 ladder|🧰 toolbox|🔩 bolt|🧲 magnet|🔫 water pistol|🔪 knife|🛡️ shield|🚪 door|🪑 chair|🛋️ sofa couch|🛏️ bed
🚿 shower|🛁 bath|🧹 broom clean|🧺 basket laundry|🧻 toilet paper|🧼 soap|🪣 bucket|🔑 key|🗝️ key old|🔒 lock closed private
🔓 unlocked open|🔔 bell|🔕 bell off mute|📣 megaphone|📦 parcel box package|✉️ letter envelope mail|📧 email|📮 postbox
📝 memo note write|📄 page document|📚 books read|📖 book open read|🔖 bookmark|📎 paperclip|📌 pin|📍 pin place|✂️ scissors
📅 calendar date|⏰ alarm clock|⌛ hourglass wait|⏳ hourglass time|🕐 clock one|💊 pill medicine|💉 syringe vaccine|🩹 plaster
🌡️ thermometer|🔬 microscope|🔭 telescope|👕 shirt|👖 jeans|👗 dress|🧥 coat|🧤 gloves|🧣 scarf|🧦 socks|👟 shoe trainers
🥾 boots hiking|👑 crown|🎓 graduation|🎩 hat|☂️ umbrella rain|👓 glasses|💄 lipstick|💍 ring wedding|🎒 rucksack bag|🗑️ bin trash`;

const SIGNS = `
❤️ heart love red|🧡 heart orange|💛 heart yellow|💚 heart green|💙 heart blue|💜 heart purple|🖤 heart black|🤍 heart white
🤎 heart brown|💔 broken heart|❣️ heart exclamation|💕 hearts two love|💞 hearts love|💓 heart beating|💗 heart growing
💖 heart sparkling|💘 heart arrow|💝 heart gift|💯 hundred perfect|💢 anger|💥 boom collision|💫 dizzy star|💬 speech message
💭 thought|💤 sleep zzz|✅ done check yes|☑️ checked box|✔️ check|❌ no cross wrong|❎ cross|➕ plus|➖ minus|❓ question
❗ exclamation important|‼️ exclamation twice|⁉️ what|⚠️ warning careful|🚫 forbidden no|⛔ no entry|🔞 adults eighteen
♻️ recycle|🔴 red circle|🟠 orange circle|🟡 yellow circle|🟢 green circle|🔵 blue circle|🟣 purple circle|⚫ black circle
⚪ white circle|🟥 red square|🟩 green square|🟦 blue square|⬆️ up arrow|⬇️ down arrow|⬅️ left arrow|➡️ right arrow|🔄 again refresh
🔁 repeat|▶️ play|⏸️ pause|⏹️ stop|🔝 top|🔜 soon|🆗 ok|🆕 new|🆘 sos help|ℹ️ info|🅿️ parking|♿ wheelchair access|🚻 toilets
🏁 finish flag|🚩 flag red|🏳️ flag white|🏳️‍🌈 rainbow flag pride|1️⃣ one|2️⃣ two|3️⃣ three|4️⃣ four|5️⃣ five`;

const read = (list: string): readonly Emoji[] =>
  list
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [sign = '', ...words] = entry.split(' ');
      return { sign, words };
    });

export const EMOJI_GROUPS: readonly EmojiGroup[] = [
  { name: 'smileys', emoji: read(SMILEYS) },
  { name: 'people', emoji: read(PEOPLE) },
  { name: 'nature', emoji: read(NATURE) },
  { name: 'food', emoji: read(FOOD) },
  { name: 'doings', emoji: read(DOINGS) },
  { name: 'things', emoji: read(THINGS) },
  { name: 'signs', emoji: read(SIGNS) },
];

/** Those of which words begin with all the words typed; a name that does comes first. */
export function findEmoji(query: string): readonly Emoji[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);
  const found = all.filter(({ sign, words }) =>
    wanted.every((start) => sign === start || words.some((word) => word.startsWith(start))),
  );
  const isNamed = ({ words: [name = ''] }: Emoji): boolean => name.startsWith(wanted[0] ?? '');
  return [...found.filter(isNamed), ...found.filter((one) => !isNamed(one))];
}
