import type { Translation } from '../translation.ts';
import type { kinds as english } from '../en/kinds.ts';

export const kinds: Translation<typeof english> = {
  'authoritative-outage': 'Panne de serveurs faisant autorité',
  ddos: 'DDoS contre des serveurs faisant autorité',
  'dnssec-validation-failure': 'Échec de validation DNSSEC',
  'ds-withdrawn': 'DS retiré',
  'lame-delegation': 'Délégation boiteuse ou périmée',
  'zone-data-error': 'Erreur dans les données de zone',
  'registry-hijack': 'Détournement de délégation ou de registre',
  'registrar-account-compromise': 'Compte de bureau d’enregistrement ou de registre compromis',
  'nameserver-takeover': 'Prise de contrôle d’un serveur de noms',
  'route-hijack': 'Détournement de route d’un préfixe de serveurs',
  'cache-poisoning': 'Empoisonnement de cache ou usurpation',
  'amplifier-abuse': 'Abus comme amplificateur',
  'registration-outage': 'Panne d’EPP ou du système d’enregistrement',
  'rdds-outage': 'Panne de RDDS',
  'data-escrow-failure': 'Échec du dépôt des données',
  'registry-failure': 'Défaillance d’un registre',
  'malware-botnet': 'TLD utilisé par des logiciels malveillants ou un botnet',
  phishing: 'Hameçonnage',
  'software-vulnerability': 'Vulnérabilité d’un logiciel DNS',
  'root-event': 'Événement des serveurs ou de la zone racine',
  other: 'Autre',
  'operational-change': 'Changement d’exploitation, pas un incident',
};
