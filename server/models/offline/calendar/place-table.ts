/**
 * Places missing from the IANA zone names: large cities that share another city's zone, French and
 * Spanish names, countries with one zone. Folded names, separated by commas.
 */
export const placeTable: Readonly<Record<string, string>> = {
  UTC: "utc,gmt,zulu",
  // North America
  "America/New_York":
    "nyc,nueva york,new york city,boston,washington,washington dc,miami,philadelphia,philadelphie,filadelfia,atlanta,eastern time,est,edt,heure de l'est,hora del este",
  "America/Chicago":
    "houston,dallas,austin,san antonio,new orleans,la nouvelle-orleans,nueva orleans,minneapolis,central time,cst,cdt,texas",
  "America/Denver": "salt lake city,mountain time,mst,mdt,colorado",
  "America/Los_Angeles":
    "san francisco,seattle,san diego,las vegas,portland,pacific time,pst,pdt,california,californie,silicon valley",
  "America/Toronto": "ottawa,montreal,quebec",
  "America/Mexico_City": "ciudad de mexico,mexico df,cdmx,mexico,guadalajara",
  "America/Havana": "la havane,la habana,cuba",
  // South America
  "America/Bogota": "colombia,colombie,medellin",
  "America/Lima": "peru,perou",
  "America/Santiago": "santiago de chile,santiago du chili",
  "America/Argentina/Buenos_Aires": "buenos aires,argentina,argentine",
  "America/Caracas": "venezuela",
  "America/Sao_Paulo": "rio,rio de janeiro,brasilia",
  "America/Montevideo": "uruguay",
  // Europe
  "Europe/London":
    "londres,england,angleterre,inglaterra,uk,united kingdom,royaume-uni,reino unido,manchester,edinburgh,edimbourg,edimburgo,glasgow,liverpool,britain",
  "Europe/Dublin": "ireland,irlande,irlanda",
  "Europe/Lisbon": "lisbonne,lisboa,porto,oporto",
  "Europe/Paris":
    "france,francia,lyon,marseille,marsella,toulouse,bordeaux,lille,strasbourg,nantes",
  "Europe/Madrid": "barcelona,barcelone,valencia,valence,sevilla,seville,bilbao,malaga",
  "Atlantic/Canary": "canarias,islas canarias,canary islands,iles canaries,las palmas,tenerife",
  "Europe/Brussels": "bruxelles,bruselas,belgium,belgique,belgica,antwerp,anvers,amberes",
  "Europe/Amsterdam": "netherlands,pays-bas,paises bajos,holland,hollande,holanda,rotterdam",
  "Europe/Berlin":
    "germany,allemagne,alemania,munich,munchen,hamburg,hambourg,hamburgo,frankfurt,francfort,cologne,koln,colonia,cet,cest",
  "Europe/Zurich":
    "geneva,geneve,ginebra,switzerland,suisse,suiza,lausanne,basel,bale,basilea,bern,berne,berna",
  "Europe/Vienna": "vienne,viena,austria,autriche",
  "Europe/Rome":
    "roma,italy,italie,italia,milan,milano,naples,napoles,turin,florence,florencia,venice,venise,venecia",
  "Europe/Copenhagen": "copenhague,denmark,danemark,dinamarca",
  "Europe/Stockholm": "estocolmo,sweden,suede,suecia",
  "Europe/Oslo": "norway,norvege,noruega",
  "Europe/Helsinki": "finland,finlande,finlandia",
  "Europe/Warsaw": "varsovie,varsovia,poland,pologne,polonia,krakow,cracovie,cracovia",
  "Europe/Prague": "praga,czechia,tchequie,chequia",
  "Europe/Budapest": "hungary,hongrie,hungria",
  "Europe/Bucharest": "bucarest,romania,roumanie,rumania",
  "Europe/Athens": "athenes,atenas,greece,grece,grecia",
  "Europe/Istanbul": "estambul,turkey,turquie,turquia,ankara",
  "Europe/Kyiv": "kiev,ukraine,ucrania",
  "Europe/Moscow": "moscou,moscu,saint petersburg,saint-petersbourg,san petersburgo",
  "Atlantic/Reykjavik": "iceland,islande,islandia",
  // Africa
  "Africa/Cairo": "le caire,el cairo,egypt,egypte,egipto",
  "Africa/Casablanca": "morocco,maroc,marruecos,rabat,marrakech",
  "Africa/Algiers": "alger,argel,algeria,algerie,argelia",
  "Africa/Tunis": "tunisia,tunisie,tunez",
  "Africa/Lagos": "nigeria,abuja",
  "Africa/Nairobi": "kenya,kenia",
  "Africa/Johannesburg":
    "johannesbourg,johannesburgo,cape town,le cap,ciudad del cabo,south africa,afrique du sud,sudafrica,pretoria,durban",
  "Africa/Dakar": "senegal",
  "Africa/Abidjan": "ivory coast,cote d'ivoire,costa de marfil",
  // Asia
  "Asia/Tokyo": "tokio,japan,japon,osaka,kyoto,kioto",
  "Asia/Seoul": "seul,korea,south korea,coree,coree du sud,corea,corea del sur,busan",
  "Asia/Shanghai": "beijing,pekin,shenzhen,guangzhou,canton,china,chine",
  "Asia/Hong_Kong": "hongkong",
  "Asia/Singapore": "singapour,singapur",
  "Asia/Kolkata":
    "india,inde,mumbai,bombay,delhi,new delhi,nueva delhi,bangalore,bengaluru,chennai,hyderabad,calcutta,ist",
  "Asia/Karachi": "pakistan,lahore,islamabad",
  "Asia/Kathmandu": "nepal,katmandou,katmandu",
  "Asia/Dhaka": "bangladesh,dacca",
  "Asia/Bangkok": "thailand,thailande,tailandia",
  "Asia/Ho_Chi_Minh": "vietnam,hanoi,saigon,ho chi minh city",
  "Asia/Jakarta": "yakarta",
  "Asia/Manila": "manille,philippines,filipinas",
  "Asia/Kuala_Lumpur": "malaysia,malaisie,malasia",
  "Asia/Taipei": "taiwan",
  "Asia/Dubai": "abu dhabi,uae,emirates,emirats arabes unis,emiratos arabes",
  "Asia/Riyadh": "riad,saudi arabia,arabie saoudite,arabia saudi,mecca,la mecque,la meca",
  "Asia/Jerusalem": "israel,tel aviv,jerusalen",
  "Asia/Tehran": "teheran,iran",
  "Asia/Baghdad": "bagdad,irak,iraq",
  "Asia/Beirut": "beyrouth,lebanon,liban,libano",
  // Oceania
  "Australia/Sydney": "sidney,canberra",
  "Pacific/Auckland": "new zealand,nouvelle-zelande,nueva zelanda,wellington",
  "Pacific/Honolulu": "hawaii,hawai",
  "Pacific/Tahiti": "papeete",
  "Pacific/Noumea": "nouvelle-caledonie,new caledonia,nueva caledonia",
};
