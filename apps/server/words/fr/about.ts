import type { Translation } from '../translation.ts';
import type { about as english } from '../en/about.ts';

export const about: Translation<typeof english> = {
  title: 'Le parcours d’un signalement',
  lead: 'Vous nous le dites une fois. Nous gardons ce que vous avez écrit, nous trouvons qui est touché, et nous les prévenons. Voici comment.',
  stepsTitle: 'Pas à pas',
  sendTitle: 'Vous l’envoyez',
  send: 'Il est enregistré avant que nous répondions. Vous recevez un numéro et le SHA-256 de ce que nous avons reçu : avec lui vous pourrez prouver plus tard ce que vous nous avez dit.',
  proveTitle: 'Vous le confirmez',
  prove:
    'Sans compte, vous recevez un courriel avec un lien. Ouvrez-le et appuyez sur le bouton dans les 24 heures. Jusque-là, personne ne travaille sur votre signalement.',
  readTitle: 'Une personne le lit',
  read: 'Un programme classe les signalements selon leur gravité et dit pourquoi ; un intervenant décide. Si quelque chose n’est pas clair, nous vous le demandons par courriel.',
  tellTitle: 'Ceux qui sont touchés sont prévenus',
  tell: 'Par la zone racine, nous savons quels domaines de premier niveau partagent un serveur, une adresse ou un réseau. Leurs opérateurs reçoivent un courriel signé avec ce qu’il faut pour agir. Il ne dit pas qui d’autre est touché.',
  endTitle: 'Cela finit, et reste connu',
  end: 'Quand tout va bien de nouveau, l’incident est clos. Chaque étape reste dans un registre que personne ne peut réécrire sans que cela se voie. Ce que chacun peut savoir devient un {advisory}.',
  advisory: 'avis',
  whoTitle: 'Qui voit ce que vous avez écrit',
  who: 'L’étiquette que vous choisissez dit qui peut le lire. Personne n’abaisse une étiquette sans l’accord de qui a donné le signalement. Votre nom et votre adresse restent chez les personnes de DNS-CERT.',
  label: 'Étiquette',
  mayRead: 'Qui peut le lire',
  timesTitle: 'Combien de temps cela prend',
  times:
    'Un intervenant regarde ce qui est critique dans les 15 minutes et ce qui est grave dans l’heure, jour et nuit ; ce qui est moyen dans les 8 heures ; le reste le jour ouvré suivant.',
  counts: 'Le temps compte à partir du moment où vous avez confirmé le signalement.',
  keptTitle: 'Ce que nous gardons',
  kept: 'Un signalement que personne ne confirme est gardé 30 jours, puis tout en est effacé, sauf son numéro et son SHA-256.',
  report: 'Signaler un incident',
};
