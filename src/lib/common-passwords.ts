// The passwords and words everybody tries first, the commonest in front: for judging a passphrase, in lower case.
export const COMMON: readonly string[] = (
  'password 123456 qwerty admin welcome letmein monkey dragon football baseball iloveyou master sunshine princess shadow ' +
  'superman batman trustno1 login access secret passwort hallo schatz password1 abc123 test hello love computer internet ' +
  'michael jordan jennifer thomas daniel andrew jessica ashley nicole joshua robert matthew charlie hannah amanda anthony ' +
  'justin david james john maria anna alex martin peter sarah laura julia lisa mark paul chris tiger lion eagle horse ' +
  'summer winter spring autumn monday friday sunday january march april june july august october december pepper ginger ' +
  'cookie cheese chocolate coffee banana orange apple purple yellow green black white silver golden diamond flower rose ' +
  'angel heart lovely baby honey sweet happy smile peace freedom forever family friend friends mother father brother ' +
  'sister soccer hockey tennis golf ranger hunter killer ninja pirate warrior knight wizard magic merlin phoenix falcon ' +
  'thunder storm lightning star starwars matrix pokemon naruto mustang ferrari porsche mercedes yamaha harley corvette ' +
  'london paris berlin munich vienna dallas texas boston chicago america australia canada germany russia china ' +
  'money dollar bank business work office phone mobile samsung google apple1 microsoft windows linux system server ' +
  'network chat porchlight neighbour neighbor neighbourhood olaf pass passphrase passcode key lock open please thanks ' +
  'correct battery staple the and you that was for are with his they this have from one had word but not what all were ' +
  'when your can said there use each which she how their will other about out many then them these some her would make ' +
  'like him into time has look two more write see number way could people than first water been call who oil now find ' +
  'long down day did get come made may part qwertz azerty asdf zxcv qazwsx 1q2w3e4r 1qaz2wsx q1w2e3r4 zaq12wsx 111111 ' +
  '000000 123123 654321 666666 121212 112233 696969 777777 888888 god jesus christ bible heaven house home garden street ' +
  'river ocean beach island mountain forest tree moon sun night light dark fire ice snow rain wind music guitar piano ' +
  'rock metal dance party drink beer vodka wine pizza burger chicken dog cat bird fish bear wolf panda rabbit mouse ' +
  'snake spider buster bailey max rocky lucky lucy molly buddy coco luna bella daisy oscar felix simba'
).split(' ');
