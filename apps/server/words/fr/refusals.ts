import type { Translation } from '../translation.ts';
import type { refusals as english } from '../en/refusals.ts';

export const refusals: Translation<typeof english> = {
  'subscription.link_invalid':
    'Ce lien n’est pas connu, ou il est trop ancien. Une inscription peut être confirmée pendant 7 jours ; après cela, veuillez la demander de nouveau.',
  'list.not_found': 'Il n’y a pas ici de liste à laquelle chacun peut s’inscrire.',
  'drill.link_unknown': 'Ce lien n’est pas connu. Copiez-le en entier depuis le courriel.',
  'drill.over': 'Cet exercice est terminé ; merci tout de même.',
  'acknowledgement.link_unknown':
    'Ce lien n’est pas connu. Copiez-le en entier depuis le courriel, ou répondez au courriel.',
  'public_report.link_unknown':
    'Ce lien n’est pas connu, ou il est trop ancien. Un lien peut être confirmé pendant 24 heures ; après cela, veuillez envoyer de nouveau le signalement.',
  'contact_change.link_invalid':
    'Ce lien n’est pas ouvert : il a servi, il a pris fin, ou le changement est réglé. Il n’a rien changé.',
  'contact_change.held':
    'Les changements de contacts de cet opérateur sont suspendus en ce moment. Rien n’est perdu : vous recevrez un nouveau lien. Des questions ? Appelez DNS-CERT.',
  'access.link_invalid':
    'Ce lien a déjà servi, a été retiré, ou est trop ancien. Demandez-en un nouveau là où vous l’avez eu.',
  'access.too_many_tries': 'Trop d’essais depuis votre réseau. Rien n’a été fait. Réessayez dans {wait}.',
  'access.too_many_requests':
    'Trop de demandes viennent de votre réseau. Rien n’a été fait. Réessayez dans {wait}.',
  'access.wrong_password': 'L’adresse ou le mot de passe est faux.',
  'access.wrong_code':
    'Ce code est faux, trop vieux, ou déjà utilisé. Attendez le suivant, ou donnez un code de secours.',
  'access.passkey_refused':
    'Cette clé d’accès n’a pas été acceptée : elle n’est pas connue ici, a été faite pour une autre adresse, ou a pris trop de temps. Réessayez, ou connectez-vous autrement.',
  'access.no_provider': 'Aucun fournisseur OpenID n’est installé ici.',
  'access.provider_away':
    'Le fournisseur OpenID ne répond pas en ce moment. Réessayez, ou connectez-vous autrement.',
  'access.provider_refused':
    'Le fournisseur OpenID ne s’est pas porté garant de vous, ou sa réponse ne tient pas. Recommencez.',
  'access.trip_unknown':
    'Cette connexion a été commencée dans un autre navigateur, a duré plus de 10 minutes, ou est déjà finie. Recommencez.',
  'access.identity_unknown':
    'Aucun compte ici n’est lié à qui vous êtes là-bas. Connectez-vous d’abord autrement, puis liez-le sur la page de votre compte.',
  'access.identity_taken': 'Qui vous êtes là-bas est déjà lié à un compte. Rien n’a été changé.',
  'public.busy':
    'Beaucoup de signalements arrivent en ce moment ; le vôtre n’a pas été enregistré. Envoyez-le de nouveau dans {wait}, ou écrivez un courriel à {mail} : cela marche toujours.',
  'public.too_many':
    'Trop de signalements arrivent par ce formulaire en ce moment. Celui-ci n’a pas été enregistré. Envoyez-le de nouveau dans {wait}, ou écrivez un courriel à {mail} : cela marche toujours.',
  'public.too_many_from_here':
    'Votre réseau a envoyé cinq signalements en une heure. Celui-ci n’a pas été enregistré. Envoyez-le de nouveau dans {wait}, ou écrivez un courriel à {mail}.',
  'public.too_many_to_address':
    'Cette adresse a été donnée pour trois signalements en un jour. Celui-ci n’a pas été enregistré. Donnez une autre adresse, ou écrivez un courriel à {mail}.',
  'idempotency.other_request':
    'Ce formulaire a déjà été envoyé avec d’autres mots. Ceux-là sont enregistrés ; pour envoyer ceux-ci comme un autre signalement, appuyez de nouveau sur le bouton.',
  'idempotency.running': 'Le formulaire vient d’être envoyé et on l’enregistre. Attendez un instant.',
  'idempotency.bad_key': 'Le formulaire a été modifié en chemin. Appuyez de nouveau sur le bouton.',
  'request.no_such_resource': 'Il n’y a rien à cette adresse. Peut-être qu’une lettre y manque.',
  'request.method_not_allowed':
    'On ne peut rien envoyer à cette adresse. Revenez en arrière et commencez là.',
  'request.refused':
    'La demande n’a pas pu être lue. Rien n’a été enregistré. Revenez en arrière et envoyez-la de nouveau.',
  'service.database_away':
    'La base de données ne répond pas en ce moment. Rien de cette demande n’a été enregistré. Attendez quelques secondes, puis envoyez-la de nouveau.',
  'service.fault':
    'C’est notre faute, et c’est noté. Rien n’a été enregistré. Dites-nous le numéro ci-dessous si cela se reproduit.',
  'advisory.not_found': 'Il n’y a pas d’avis avec ce numéro.',
  'wait.seconds': '{count} secondes',
  'wait.minutes': '{count} minutes',
};
