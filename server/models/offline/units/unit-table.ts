/** A unit for conversions. */
export interface UnitEntry {
  /** In the calculator's syntax. */
  unit: string;
  /** The symbol after a number; the same in every language. */
  symbol: string;
  /** Folded names in English, French and Spanish, including plurals, separated by commas. */
  words: string;
}

/** Where measures differ between countries, these are the United States', and are shown as such. */
export const unitTable: readonly UnitEntry[] = [
  // Length
  {
    unit: "km",
    symbol: "km",
    words: "km,kms,kilometer,kilometers,kilometre,kilometres,kilometro,kilometros",
  },
  { unit: "m", symbol: "m", words: "m,meter,meters,metre,metres,metro,metros" },
  {
    unit: "cm",
    symbol: "cm",
    words: "cm,centimeter,centimeters,centimetre,centimetres,centimetro,centimetros",
  },
  {
    unit: "mm",
    symbol: "mm",
    words: "mm,millimeter,millimeters,millimetre,millimetres,milimetro,milimetros",
  },
  {
    unit: "um",
    symbol: "µm",
    words:
      "um,µm,μm,micron,microns,micrometer,micrometers,micrometre,micrometres,micrometro,micrometros",
  },
  {
    unit: "nm",
    symbol: "nm",
    words: "nm,nanometer,nanometers,nanometre,nanometres,nanometro,nanometros",
  },
  { unit: "mile", symbol: "mi", words: "mi,mile,miles,mille,milles,milla,millas" },
  {
    unit: "nauticalmile",
    symbol: "nmi",
    words:
      "nmi,nautical mile,nautical miles,mille marin,milles marins,mille nautique,milles nautiques,milla nautica,millas nauticas",
  },
  { unit: "yard", symbol: "yd", words: "yd,yard,yards,verge,verges,yarda,yardas" },
  { unit: "foot", symbol: "ft", words: "ft,foot,feet,',pied,pieds,pie,pies" },
  { unit: "inch", symbol: "in", words: "in,inch,inches,\",'',pouce,pouces,pulgada,pulgadas" },
  {
    unit: "lightyear",
    symbol: "ly",
    words:
      "ly,light year,light years,light-year,light-years,annee-lumiere,annees-lumiere,annee lumiere,annees lumiere,ano luz,anos luz",
  },
  // Mass
  { unit: "tonne", symbol: "t", words: "t,tonne,tonnes,metric ton,metric tons,tonelada,toneladas" },
  { unit: "ton", symbol: "short ton (US)", words: "ton,tons,short ton,short tons" },
  {
    unit: "kg",
    symbol: "kg",
    words: "kg,kgs,kilo,kilos,kilogram,kilograms,kilogramme,kilogrammes,kilogramo,kilogramos",
  },
  { unit: "g", symbol: "g", words: "g,gr,gram,grams,gramme,grammes,gramo,gramos" },
  {
    unit: "mg",
    symbol: "mg",
    words: "mg,milligram,milligrams,milligramme,milligrammes,miligramo,miligramos",
  },
  { unit: "lb", symbol: "lb", words: "lb,lbs,pound,pounds,livre,livres,libra,libras" },
  { unit: "oz", symbol: "oz", words: "oz,ounce,ounces,once,onces,onza,onzas" },
  { unit: "stone", symbol: "st", words: "st,stone,stones" },
  // Volume
  { unit: "litre", symbol: "L", words: "l,liter,liters,litre,litres,litro,litros" },
  {
    unit: "cl",
    symbol: "cL",
    words: "cl,centiliter,centiliters,centilitre,centilitres,centilitro,centilitros",
  },
  {
    unit: "dl",
    symbol: "dL",
    words: "dl,deciliter,deciliters,decilitre,decilitres,decilitro,decilitros",
  },
  {
    unit: "ml",
    symbol: "mL",
    words: "ml,milliliter,milliliters,millilitre,millilitres,mililitro,mililitros",
  },
  { unit: "gallon", symbol: "gal (US)", words: "gal,gallon,gallons,galon,galones" },
  { unit: "quart", symbol: "qt (US)", words: "qt,quart,quarts" },
  { unit: "pint", symbol: "pt (US)", words: "pt,pint,pints,pinte,pintes,pinta,pintas" },
  { unit: "cup", symbol: "cup (US)", words: "cup,cups,tasse,tasses,taza,tazas" },
  {
    unit: "fluidounce",
    symbol: "fl oz (US)",
    words:
      "fl oz,floz,fluid ounce,fluid ounces,once liquide,onces liquides,onza liquida,onzas liquidas",
  },
  {
    unit: "m^3",
    symbol: "m³",
    words:
      "m3,m^3,m³,cubic meter,cubic meters,cubic metre,cubic metres,metre cube,metres cubes,metro cubico,metros cubicos",
  },
  {
    unit: "cm^3",
    symbol: "cm³",
    words:
      "cm3,cm^3,cm³,cc,cubic centimeter,cubic centimeters,centimetre cube,centimetres cubes,centimetro cubico,centimetros cubicos",
  },
  {
    unit: "ft^3",
    symbol: "ft³",
    words: "ft3,ft^3,ft³,cubic foot,cubic feet,pied cube,pieds cubes,pie cubico,pies cubicos",
  },
  // Area
  {
    unit: "m^2",
    symbol: "m²",
    words:
      "m2,m^2,m²,sqm,square meter,square meters,square metre,square metres,metre carre,metres carres,metro cuadrado,metros cuadrados",
  },
  {
    unit: "km^2",
    symbol: "km²",
    words:
      "km2,km^2,km²,square kilometer,square kilometers,square kilometre,square kilometres,kilometre carre,kilometres carres,kilometro cuadrado,kilometros cuadrados",
  },
  {
    unit: "cm^2",
    symbol: "cm²",
    words:
      "cm2,cm^2,cm²,square centimeter,square centimeters,square centimetre,square centimetres,centimetre carre,centimetres carres,centimetro cuadrado,centimetros cuadrados",
  },
  {
    unit: "ft^2",
    symbol: "ft²",
    words:
      "ft2,ft^2,ft²,sqft,sq ft,square foot,square feet,pied carre,pieds carres,pie cuadrado,pies cuadrados",
  },
  {
    unit: "mile^2",
    symbol: "mi²",
    words:
      "mi2,mi^2,mi²,square mile,square miles,mille carre,milles carres,milla cuadrada,millas cuadradas",
  },
  { unit: "internationalacre", symbol: "ac", words: "ac,acre,acres" },
  { unit: "hectare", symbol: "ha", words: "ha,hectare,hectares,hectarea,hectareas" },
  // Temperature
  {
    unit: "degC",
    symbol: "°C",
    words:
      "c,°c,celsius,centigrade,degree celsius,degrees celsius,degrees c,degres celsius,degre celsius,degres c,grados celsius,grado celsius,grados centigrados,grados c,centigrados",
  },
  {
    unit: "degF",
    symbol: "°F",
    words:
      "f,°f,fahrenheit,degree fahrenheit,degrees fahrenheit,degrees f,degres fahrenheit,degre fahrenheit,degres f,grados fahrenheit,grado fahrenheit,grados f",
  },
  { unit: "K", symbol: "K", words: "k,kelvin,kelvins" },
  // Speed
  {
    unit: "km/h",
    symbol: "km/h",
    words:
      "km/h,kmh,kph,kmph,kilometers per hour,kilometres per hour,kilometers an hour,kilometres par heure,kilometres heure,kilometres a l'heure,kilometros por hora",
  },
  {
    unit: "mile/h",
    symbol: "mph",
    words:
      "mph,mi/h,miles per hour,miles an hour,milles par heure,milles a l'heure,millas por hora",
  },
  {
    unit: "m/s",
    symbol: "m/s",
    words: "m/s,meters per second,metres per second,metres par seconde,metros por segundo",
  },
  { unit: "knot", symbol: "kn", words: "kn,kt,knot,knots,noeud,noeuds,nudo,nudos" },
  // Time
  { unit: "week", symbol: "wk", words: "wk,week,weeks,semaine,semaines,semana,semanas" },
  { unit: "day", symbol: "d", words: "d,day,days,jour,jours,dia,dias" },
  { unit: "hour", symbol: "h", words: "h,hr,hrs,hour,hours,heure,heures,hora,horas" },
  { unit: "minute", symbol: "min", words: "min,mins,minute,minutes,minuto,minutos" },
  {
    unit: "second",
    symbol: "s",
    words: "s,sec,secs,second,seconds,seconde,secondes,segundo,segundos",
  },
  {
    unit: "millisecond",
    symbol: "ms",
    words: "ms,millisecond,milliseconds,milliseconde,millisecondes,milisegundo,milisegundos",
  },
  {
    unit: "year",
    symbol: "yr (365.25 d)",
    words: "yr,yrs,year,years,an,ans,annee,annees,ano,anos",
  },
  // Data
  { unit: "bit", symbol: "bit", words: "bit,bits" },
  { unit: "byte", symbol: "B", words: "b,byte,bytes,octet,octets" },
  { unit: "kB", symbol: "kB", words: "kb,kilobyte,kilobytes,ko,kilooctet,kilooctets" },
  { unit: "MB", symbol: "MB", words: "mb,megabyte,megabytes,mo,megaoctet,megaoctets" },
  { unit: "GB", symbol: "GB", words: "gb,gigabyte,gigabytes,go,gigaoctet,gigaoctets" },
  { unit: "TB", symbol: "TB", words: "tb,terabyte,terabytes,to,teraoctet,teraoctets" },
  { unit: "KiB", symbol: "KiB", words: "kib,kibibyte,kibibytes" },
  { unit: "MiB", symbol: "MiB", words: "mib,mebibyte,mebibytes" },
  { unit: "GiB", symbol: "GiB", words: "gib,gibibyte,gibibytes" },
  // Energy, power, pressure
  { unit: "J", symbol: "J", words: "j,joule,joules,julio,julios" },
  { unit: "kJ", symbol: "kJ", words: "kj,kilojoule,kilojoules,kilojulio,kilojulios" },
  {
    unit: "kilocalorie",
    symbol: "kcal",
    words:
      "kcal,kilocalorie,kilocalories,kilocaloria,kilocalorias,calorie,calories,caloria,calorias",
  },
  {
    unit: "kWh",
    symbol: "kWh",
    words:
      "kwh,kilowatt hour,kilowatt hours,kilowatt-hour,kilowattheure,kilowattheures,kilovatio hora,kilovatios hora",
  },
  { unit: "W", symbol: "W", words: "w,watt,watts,vatio,vatios" },
  { unit: "kW", symbol: "kW", words: "kw,kilowatt,kilowatts,kilovatio,kilovatios" },
  { unit: "hp", symbol: "hp", words: "hp,horsepower" },
  { unit: "Pa", symbol: "Pa", words: "pa,pascal,pascals,pascales" },
  { unit: "hPa", symbol: "hPa", words: "hpa,hectopascal,hectopascals,hectopascales" },
  { unit: "kPa", symbol: "kPa", words: "kpa,kilopascal,kilopascals,kilopascales" },
  { unit: "bar", symbol: "bar", words: "bar,bars,bares" },
  { unit: "psi", symbol: "psi", words: "psi" },
  { unit: "atm", symbol: "atm", words: "atm,atmosphere,atmospheres,atmosfera,atmosferas" },
  // Angle
  { unit: "deg", symbol: "°", words: "°,deg,degree,degrees,degre,degres,grado,grados" },
  { unit: "rad", symbol: "rad", words: "rad,radian,radians,radianes" },
];

/** The entry for folded words; null if they are no unit. */
export function findUnit(words: string): UnitEntry | null {
  const wanted = words.trim();
  return unitTable.find((entry) => entry.words.split(",").includes(wanted)) ?? null;
}

const currencies = new Set(
  (
    "euro,euros,eur,€,dollar,dollars,usd,$,us dollars,dolar,dolares,pound sterling,pounds sterling,sterling,gbp,£,livre sterling,livres sterling," +
    "libra esterlina,libras esterlinas,yen,yens,yenes,jpy,¥,yuan,yuans,yuanes,cny,rmb,rupee,rupees,roupie,roupies,rupia,rupias,inr,peso,pesos,mxn," +
    "franc,francs,franco,francos,chf,swiss francs,cad,aud,real,reais,reales,brl,rouble,roubles,ruble,rubles,rublo,rublos,rub,won,krw,btc,bitcoin,bitcoins,eth"
  ).split(","),
);

/** Whether folded words name a currency. */
export function isCurrency(words: string): boolean {
  return currencies.has(words.trim());
}
